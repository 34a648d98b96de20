'use client';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { useState } from 'react';
import type { BadRows as Bad } from './fault-details.ts';
import { plural } from './plural.ts';

const FIRST = 8;

/** Reasons are codes that read as words. */
const words = (reason: string): string => reason.replaceAll('_', ' ');

/** The rows of a file that are wrong: how many for which reason, and the first of them. */
export function BadRows({ rows_total, rows_bad, by_reason, rows }: Bad) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <div className="space-y-3">
      <ul className="flex flex-wrap gap-2 text-[13px]" aria-label="Counts by reason">
        {Object.entries(by_reason).map(([reason, count]) => (
          <li key={reason} className="rounded-md border border-line px-2.5 py-1">
            <span className="num font-semibold">{count.toLocaleString('en-US')}</span> {words(reason)}
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <div className="overflow-hidden rounded-lg border border-line">
          <Table className="data-table">
            <caption className="sr-only">
              {plural(rows_bad, 'bad row')}
              {rows_total > 0 && ` of ${rows_total.toLocaleString('en-US')}`}
            </caption>
            <TableHead>
              <TableRow>
                <TableHeaderCell scope="col" className="w-16 text-right">
                  Line
                </TableHeaderCell>
                <TableHeaderCell scope="col">Column</TableHeaderCell>
                <TableHeaderCell scope="col">Value</TableHeaderCell>
                <TableHeaderCell scope="col">Reason</TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.map(({ line, column, value, reason }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one row can be wrong twice in the same way
                <TableRow key={index}>
                  <TableCell className="num text-right">{line ?? '–'}</TableCell>
                  <TableCell className="font-mono text-[12.5px]">{column ?? '–'}</TableCell>
                  <TableCell className="font-mono text-[12.5px]">
                    <span className="block max-w-[24ch] truncate" title={value}>
                      {value === '' ? <span className="text-text-3">empty</span> : value}
                    </span>
                  </TableCell>
                  <TableCell>{words(reason)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {rows.length > FIRST && (
        <button type="button" className="btn" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${rows.length === rows_bad ? 'all' : 'the first'} ${rows.length}`}
        </button>
      )}
    </div>
  );
}
