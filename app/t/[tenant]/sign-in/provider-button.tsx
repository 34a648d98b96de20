'use client';
import { signIn } from 'next-auth/react';
import { useState } from 'react';

/** Leads to the identity provider, and from there to `to`, a path of this host. */
export function ProviderButton({ name, to }: { name: string; to: string }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await signIn('oidc', { callbackUrl: to }).catch(() => setBusy(false));
  };
  return (
    <>
      <p className="my-4 flex items-center gap-3 text-xs text-text-2 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <button type="button" className="btn min-h-[38px] w-full" disabled={busy} onClick={leave}>
        {busy ? 'Going there' : `Continue with ${name}`}
      </button>
    </>
  );
}
