'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { DomainView } from '#server/tenancy/domains/domain-view.ts';
import { DnsRecord } from './dns-record.tsx';

const CHIPS = {
  open: ['chip-mute', 'not proven'],
  proven: ['chip-good', 'proven'],
  missing: ['chip-watch', 'proof is missing'],
} as const;

const FOUND = {
  there: 'The record is there.',
  absent: 'The record is not there. It can take an hour until a change is seen everywhere.',
  unanswered: 'The DNS of this domain did not answer. Check again in a minute.',
} as const;

/** A domain with its state; for owners with the records to set, and what can be done. */
export function DomainRow({ domain, isOwner }: { domain: DomainView; isOwner: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.settings.domains.queryFilter());
  // It may take seconds: other calls do not wait for it.
  const alone = { trpc: { context: { alone: true } } };
  const check = useMutation({ ...trpc.settings.checkDomain.mutationOptions(alone), onSettled });
  const remove = useMutation({ ...trpc.settings.removeDomain.mutationOptions(), onSettled });
  const { host, state, until, records } = domain;
  const [look, word] = CHIPS[state];
  const found = check.error?.message ?? (check.data && FOUND[check.data.proof]);
  return (
    <li className="py-3.5" data-testid={`domain-${host}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="min-w-0 text-[13.5px] font-medium break-all">
          {state === 'open' ? (
            host
          ) : (
            <a href={domain.url} className="text-accent underline">
              {host}
            </a>
          )}
        </h3>
        <span className={`chip ${look}`}>{word}</span>
        {isOwner && (
          <span className="ml-auto flex gap-2">
            {records.txt !== null && (
              <button
                type="button"
                className="btn"
                aria-label={`${check.isPending ? 'Checking' : 'Check now'} ${host}`}
                disabled={check.isPending}
                onClick={() => check.mutate({ host })}
              >
                {check.isPending ? 'Checking' : 'Check now'}
              </button>
            )}
            <ConfirmButton
              label="Remove"
              about={host}
              title={`Remove ${host}?`}
              onConfirm={() => remove.mutateAsync({ host })}
            >
              <p>
                It shows nothing from then on. The portal stays under its other addresses. Agents that send to{' '}
                {host} are refused.
              </p>
            </ConfirmButton>
          </span>
        )}
      </div>
      <p role="status" className="mt-1 text-[13px] text-text-2 empty:hidden">
        {found}
      </p>
      {until !== null && (
        <p className={`mt-1 text-[13px] ${state === 'missing' ? 'text-watch' : 'text-text-2'}`}>
          {state === 'missing' ? (
            <>
              Its DNS has the record no more. Without it the domain shows nothing from{' '}
              <LocalTime time={until} /> on.
            </>
          ) : (
            <>
              Set these records, then check. Without them it is forgotten on <LocalTime time={until} />.
            </>
          )}
        </p>
      )}
      {isOwner && state !== 'proven' && (
        <dl className="mt-3 space-y-3">
          {records.txt && <DnsRecord type="TXT" {...records.txt} />}
          <DnsRecord type="CNAME" {...records.cname} />
        </dl>
      )}
    </li>
  );
}
