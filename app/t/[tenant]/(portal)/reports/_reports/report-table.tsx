'use client';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import Link from 'next/link';
import { formatBytes } from '#app/_components/format/format-bytes.ts';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { ProgressBar } from '#app/_components/uploads/progress-bar.tsx';
import type { ReportView } from '#app/_trpc/outputs.ts';
import { ReportState } from './report-state.tsx';
import { machineNames, reportTitle } from './report-title.ts';

/** Reports, one a row. */
export function ReportTable({ reports }: { reports: readonly ReportView[] }) {
  return (
    <Card className="overflow-hidden p-0">
      <WideTable label="Reports">
        <TableHead>
          <TableRow>
            <TableHeaderCell scope="col">Report</TableHeaderCell>
            <TableHeaderCell scope="col">Range</TableHeaderCell>
            <TableHeaderCell scope="col">State</TableHeaderCell>
            <TableHeaderCell scope="col">Files</TableHeaderCell>
            <TableHeaderCell scope="col">Made by</TableHeaderCell>
            <TableHeaderCell scope="col" className="text-right">
              Ordered
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {reports.map((report) => (
            <TableRow key={report.id} className="hover:bg-surface-2">
              <TableCell className="max-w-80 whitespace-normal">
                <Link
                  href={`/reports/${report.id}`}
                  className="font-medium break-words text-text underline-offset-2 hover:underline"
                >
                  {reportTitle(report)}
                </Link>
                {(report.options.title || report.options.customer) && (
                  <span className="block text-xs break-words text-text-2">
                    {[report.options.customer, report.options.title && machineNames(report)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                )}
              </TableCell>
              <TableCell>
                <LocalRange start={new Date(report.start)} end={new Date(report.end)} />
              </TableCell>
              <TableCell>
                <ReportState status={report.status} />
                {report.status === 'running' && (
                  <div className="mt-1.5 w-24">
                    <ProgressBar label="How much is done" share={report.progress} />
                  </div>
                )}
              </TableCell>
              <TableCell className="num">
                {report.formats
                  .map((format) => {
                    const size = report.sizes[format];
                    return size === null
                      ? format.toUpperCase()
                      : `${format.toUpperCase()} ${formatBytes(size)}`;
                  })
                  .join(', ')}
              </TableCell>
              <TableCell className="max-w-52 truncate">{report.made_by ?? '–'}</TableCell>
              <TableCell className="num text-right">
                <LocalTime time={new Date(report.created_at)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </WideTable>
    </Card>
  );
}
