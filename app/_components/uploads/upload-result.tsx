'use client';
import Link from 'next/link';
import type { UploadView } from '#app/_trpc/outputs.ts';
import { machineHref } from '#app/t/[tenant]/(portal)/machines/[machine]/view-query.ts';
import { LocalRange } from '../format/local-range.tsx';
import { plural } from './plural.ts';

type Result = NonNullable<UploadView['result']>;

/** What was stored of a file, and the way to it. */
export function UploadResult({ result }: { result: Result }) {
  const { start, end } = result.data_range;
  const machines = result.machines ?? [{ machine_id: result.machine_id, records: result.records_processed }];
  // The end of a range is not in it; the last row is.
  const period = { from: Date.parse(start), to: Date.parse(end) + 1000 };
  return (
    <div className="space-y-2 text-[13.5px]">
      <p>
        {result.duplicate_of ? 'Stored before, and not twice: ' : ''}
        <strong className="num font-semibold">{plural(result.records_processed, 'row')}</strong>
        <span className="text-text-2"> from </span>
        <LocalRange start={new Date(start)} end={new Date(end)} />
        {result.duplicates > 0 && (
          <span className="text-text-2">
            {' '}
            · <span className="num">{plural(result.duplicates, 'duplicate')}</span>, the newest kept
          </span>
        )}
      </p>
      {result.warnings.length > 0 && (
        <ul className="space-y-1 rounded-lg bg-watch-weak px-3 py-2 text-[13px] text-watch">
          {result.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {machines.map(({ machine_id, records }) => (
          <li key={machine_id}>
            <Link
              href={machineHref(machine_id, { period })}
              className="font-medium text-accent underline underline-offset-2"
            >
              Open {machine_id}
            </Link>
            {machines.length > 1 && <span className="num text-text-2"> {plural(records, 'row')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
