'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ChangePassword } from './_account/change-password.tsx';
import { OtherPortals } from './_account/other-portals.tsx';
import { Preferences } from './_account/preferences.tsx';
import { SecondFactor } from './_account/second-factor.tsx';

interface AccountProps {
  name: string;
  email: string;
  role: string;
  /** What the identity provider is called; null: there is none. */
  provider: string | null;
}

/** Who one is here, how one signs in, and where else one belongs. */
export function AccountClient({ name, email, role, provider }: AccountProps) {
  const trpc = useTRPC();
  const factor = useQuery(trpc.secondFactor.show.queryOptions());
  return (
    <>
      <PageHeader title="Account" />
      <Card className="mb-4 max-w-xl p-5">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-[13.5px]">
          {[
            ['Name', name],
            ['E-mail', email],
            ['Role', role],
          ].map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-text-2">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {factor.data?.hasPassword === false ? (
        <Card className="mb-4 max-w-xl p-5">
          <h2 className="mb-2 text-[15px] font-semibold">How you sign in</h2>
          <p className="text-[13.5px] text-text-2">
            Through {provider ?? 'an identity provider'}: this account has no password. A second factor is the
            provider’s to ask for.
          </p>
        </Card>
      ) : (
        <>
          <ChangePassword email={email} />
          {factor.data ? (
            <SecondFactor email={email} factor={factor.data} />
          ) : factor.isError ? (
            <Card className="mb-4 max-w-xl p-5">
              <h2 className="mb-2 text-[15px] font-semibold">Second factor</h2>
              <InlineError
                message={`Whether it is on could not be read. ${factor.error.message}`}
                onRetry={() => factor.refetch()}
              />
            </Card>
          ) : (
            <Skeleton className="mb-4 h-40 max-w-xl rounded-card" />
          )}
        </>
      )}
      <Preferences />
      <OtherPortals />
    </>
  );
}
