'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Fault } from './answer-of.ts';
import { BadRows } from './bad-rows.tsx';
import { type BadRows as Bad, type BadHeader, faultDetails } from './fault-details.ts';
import { plural } from './plural.ts';

const SAMPLE = (
  <a href="/uploads/sample.csv" download className="text-accent underline underline-offset-2">
    sample CSV
  </a>
);

/** What to do, where the message does not say it. */
const ADVICE: Readonly<Record<string, ReactNode>> = {
  INVALID_ROWS: 'Correct these rows or leave them out, then upload the file again.',
  INVALID_CSV_FORMAT: (
    <>
      Compare the header with the {SAMPLE}; a file without machine_id needs its machine chosen beside it.
      Nothing was stored.
    </>
  ),
  UNSUPPORTED_FORMAT: <>Nothing of the file was stored. The {SAMPLE} shows the simplest format.</>,
  MACHINE_NOT_REGISTERED: (
    <>
      Choose the machine for the file, or{' '}
      <Link href="/add-machine" className="text-accent underline underline-offset-2">
        add it
      </Link>{' '}
      first. Nothing of the file was stored.
    </>
  ),
};

/** For a file that does not say of which machine it is: what the message calls a form field is a choice here. */
const CHOOSE = 'Choose its machine beside the file, then try again. Nothing of the file was stored.';

/** Why a file was not stored, where in it, and what to do. */
export function UploadFault({ fault }: { fault: Fault }) {
  const { rows, header } = faultDetails(fault.details);
  return (
    <div className="space-y-3 text-[13.5px]">
      <p className="font-medium break-words text-act">{headline(fault, header, rows)}</p>
      {header && <Columns {...header} />}
      {rows && <BadRows {...rows} />}
      <p className="text-text-2">
        {fault.details.field === 'machine_id'
          ? CHOOSE
          : (ADVICE[fault.error_code] ?? 'Nothing of the file was stored.')}
      </p>
    </div>
  );
}

/** The message names columns and rows, which stand below already. */
function headline({ message }: Fault, header: BadHeader | null, bad: Bad | null): string {
  if (header && header.missing_columns.length > 0)
    return `The header${header.line === undefined ? '' : ` (line ${header.line})`} lacks ${plural(header.missing_columns.length, 'column')}.`;
  if (!bad || bad.rows_total === 0) return message;
  const total = plural(bad.rows_total, 'row');
  return `${bad.rows_bad.toLocaleString('en-US')} of ${total} cannot be taken, so nothing of the file was stored.`;
}

function Columns({ found_columns, missing_columns }: BadHeader) {
  const lists = [
    { title: 'Missing', names: missing_columns, look: 'border-act text-act' },
    { title: 'Found', names: found_columns, look: 'border-line' },
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 text-[13px]">
      {lists.map(({ title, names, look }) => (
        <div key={title} className="contents">
          <dt className="pt-0.5 text-text-2">{title}</dt>
          <dd className="flex flex-wrap gap-1.5">
            {names.length === 0 && <span className="pt-0.5">none</span>}
            {names.map((name, index) => (
              <code
                // biome-ignore lint/suspicious/noArrayIndexKey: a header may name a column twice
                key={index}
                className={`max-w-full truncate rounded-md border px-1.5 py-0.5 text-[12px] ${look}`}
              >
                {name}
              </code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
