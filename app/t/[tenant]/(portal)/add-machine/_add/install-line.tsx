'use client';
import { useSyncExternalStore } from 'react';
import { CopyText } from '#app/_components/copy-text.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { installCommand } from './install-command.ts';

const never = () => () => {};

/** The one line to run on the server, to copy. Its key is shown here and nowhere else, ever. */
export function InstallLine({ name, apiKey, expiresAt }: { name: string; apiKey: string; expiresAt: Date }) {
  // The portal's address as this browser knows it.
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const command = installCommand(origin, apiKey, name);
  return (
    <section className="space-y-2">
      <h2 className="text-sm font-semibold">Run this on {name}</h2>
      <CopyText text={command} testId="install-line">
        <p className="text-[13px] text-text-2">
          The key is shown once. It writes samples of this machine only, until <LocalTime time={expiresAt} />.
        </p>
      </CopyText>
    </section>
  );
}
