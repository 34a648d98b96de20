'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { formatAge } from '#app/_components/format/format-age.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { ApiKeyView } from '#server/api-keys/list-api-keys.ts';
import type { MadeKey } from './made-key.ts';
import { timeLeft } from './time-left.ts';

const COLUMNS = ['Name', 'May', 'State', 'Last used', 'Made'] as const;

interface KeyTableProps {
  keys: readonly ApiKeyView[];
  /** Ids of those near their end. */
  ending: ReadonlySet<string>;
  now: number;
  onKey: (made: MadeKey) => void;
}

/** One line per key. */
export function KeyTable({ keys, ending, now, onKey }: KeyTableProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.apiKeys.pathFilter());
  const rotate = useMutation({ ...trpc.apiKeys.rotate.mutationOptions(), onSettled });
  const revoke = useMutation({ ...trpc.apiKeys.revoke.mutationOptions(), onSettled });
  const replace = ({ id, name }: ApiKeyView) =>
    rotate.mutate(
      { id },
      { onSuccess: ({ key, expiresAt }) => onKey({ key, expiresAt, title: `The new key “${name}”` }) },
    );
  return (
    <>
      <FormFault text={rotate.error?.message ?? null} />
      <Card className="overflow-hidden p-0">
        <WideTable label="API keys">
          <TableHead>
            <TableRow>
              {COLUMNS.map((label) => (
                <TableHeaderCell key={label} scope="col">
                  {label}
                </TableHeaderCell>
              ))}
              <TableHeaderCell scope="col">
                <span className="sr-only">What can be done</span>
              </TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {keys.map((key) => (
              <TableRow key={key.id} className="hover:bg-surface-2">
                <TableCell>
                  <span className="font-medium">{key.name}</span>
                  <br />
                  <code className="text-xs text-text-2">pmk_{key.id}_…</code>
                </TableCell>
                <TableCell className="text-text-2">
                  {key.scopes.join(', ')}
                  {key.machine_id !== null && <span className="block text-xs">only {key.machine_id}</span>}
                </TableCell>
                <TableCell>
                  <KeyState apiKey={key} isNearEnd={ending.has(key.id)} now={now} />
                </TableCell>
                <TableCell className="num text-text-2">
                  {key.last_used_at ? `${formatAge(now - Date.parse(key.last_used_at))} ago` : 'never'}
                </TableCell>
                <TableCell className="num text-text-2">
                  <LocalTime time={new Date(key.created_at)} />
                </TableCell>
                <TableCell className="text-right">
                  {key.status === 'active' && (
                    <span className="inline-flex gap-2">
                      <button
                        type="button"
                        className="btn"
                        aria-label={`Rotate ${key.name}`}
                        disabled={rotate.isPending}
                        onClick={() => replace(key)}
                      >
                        Rotate
                      </button>
                      <ConfirmButton
                        label="Revoke now"
                        about={key.name}
                        title={`Revoke the key “${key.name}”?`}
                        onConfirm={() => revoke.mutateAsync({ id: key.id })}
                      >
                        <p>Whatever uses it is refused from its next request on. There is no way back.</p>
                        <p>To change a key without an interruption, rotate it instead.</p>
                      </ConfirmButton>
                    </span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </WideTable>
      </Card>
    </>
  );
}

function KeyState({ apiKey, isNearEnd, now }: { apiKey: ApiKeyView; isNearEnd: boolean; now: number }) {
  if (apiKey.status !== 'active') return <span className="chip chip-mute">{apiKey.status}</span>;
  const left = timeLeft(apiKey.expires_at, now);
  return (
    <>
      <span className={`chip ${isNearEnd ? 'chip-watch' : 'chip-good'}`}>expires in {left}</span>
      {apiKey.successor_id !== null && (
        <span className="block text-xs text-text-2">replaced by pmk_{apiKey.successor_id}_…</span>
      )}
    </>
  );
}
