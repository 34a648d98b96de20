'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SecondFactorView } from '#server/second-factor/show-second-factor.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpFactor } from './set-up-factor.tsx';
import { TendFactor } from './tend-factor.tsx';

/** Sets the second factor up, or shows that it is on and what can be done with it. */
export function SecondFactor({ email, factor }: { email: string; factor: SecondFactorView }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  const onChange = (made: string[] | null) => {
    setCodes(made);
    return queries.invalidateQueries(trpc.secondFactor.show.queryFilter());
  };
  return (
    <Card className="mb-4 max-w-xl p-5">
      <h2 className="mb-2 text-[15px] font-semibold">
        Second factor{' '}
        <span className={`chip ml-1 ${factor.since ? 'chip-good' : 'chip-mute'}`}>
          {factor.since ? 'on' : 'off'}
        </span>
      </h2>
      <p className="mb-4 text-[13.5px] text-text-2">
        {factor.since ? (
          <>
            On since <LocalTime time={factor.since} />; {factor.codesLeft} of 10 recovery codes are left.
          </>
        ) : (
          'A code from an app on your phone, asked for after your password. It holds for all your portals.'
        )}
      </p>
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      {factor.since === null && <SetUpFactor email={email} onDone={onChange} />}
      {factor.since !== null && codes === null && <TendFactor onDone={onChange} />}
    </Card>
  );
}
