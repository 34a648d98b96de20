'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyText } from '#app/_components/copy-text.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Popover } from '#app/_components/popover.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

const DAYS = { 1: '1 day', 7: '7 days', 30: '30 days', 90: '90 days' } as const;

/** Links that open a report without an account: makes them, and ends them. */
export function ShareMenu({ id }: { id: string }) {
  return (
    <Popover label="Share this report" button="Share">
      {() => <ShareLinks id={id} />}
    </Popover>
  );
}

function ShareLinks({ id }: { id: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [days, setDays] = useState('7');
  const shares = useQuery(trpc.reports.shares.queryOptions({ id }));
  const onSettled = () => queries.invalidateQueries(trpc.reports.shares.queryFilter({ id }));
  const share = useMutation({ ...trpc.reports.share.mutationOptions(), onSettled });
  const revoke = useMutation({
    ...trpc.reports.unshare.mutationOptions(),
    onSuccess: () => share.reset(),
    onSettled,
  });
  return (
    <div className="space-y-3">
      <FormFault text={share.error?.message ?? revoke.error?.message ?? null} />
      <p className="text-[13px] text-text-2">Who has the link can read this report, without an account.</p>
      <SelectField label="It works for" value={days} onChange={({ target }) => setDays(target.value)}>
        {Object.entries(DAYS).map(([count, name]) => (
          <option key={count} value={count}>
            {name}
          </option>
        ))}
      </SelectField>
      <button
        type="button"
        className="btn btn-primary w-full"
        disabled={share.isPending}
        onClick={() => share.mutate({ id, days: Number(days) })}
      >
        Make a link
      </button>
      {share.data && (
        <div role="status" className="space-y-2">
          <p className="text-[13px]">The link is shown once:</p>
          <CopyText text={share.data.link} testId="share-link">
            {null}
          </CopyText>
        </div>
      )}
      {shares.data && shares.data.length > 0 && (
        <ul
          aria-label="Links that work"
          className="max-h-48 divide-y divide-line overflow-y-auto border-t border-line"
        >
          {shares.data.map((one) => (
            <li key={one.id} className="flex items-center gap-2 py-2 text-[13px]">
              <span className="min-w-0 flex-1">
                until <LocalTime time={new Date(one.expires_at)} />
                <span className="block text-xs text-text-2">
                  opened {one.opened_count === 1 ? 'once' : `${one.opened_count} times`}
                </span>
              </span>
              <button
                type="button"
                className="btn"
                disabled={revoke.isPending}
                onClick={() => revoke.mutate({ id, share: one.id })}
              >
                Revoke
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
