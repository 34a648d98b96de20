'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card, Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Window } from './series-input.ts';

const MB_PER_GB = 1024;

/** `per` divides the stored unit into the shown one. */
const ROWS = [
  { metric: 'cpu_used', label: 'CPU used', unit: '%', per: 1 },
  { metric: 'cpu_iowait', label: 'iowait', unit: '%', per: 1 },
  { metric: 'mem_used', label: 'Memory used', unit: 'GB', per: MB_PER_GB },
  { metric: 'disk_read_bytes', label: 'Disk read', unit: 'MB/s', per: 1e6 },
  { metric: 'disk_write_bytes', label: 'Disk write', unit: 'MB/s', per: 1e6 },
  { metric: 'net_rx_bytes', label: 'Network received', unit: 'Mbit/s', per: 1e6 / 8 },
  { metric: 'net_tx_bytes', label: 'Network sent', unit: 'Mbit/s', per: 1e6 / 8 },
] as const;

const FIGURES = [
  { key: 'avg', label: 'avg' },
  { key: 'p95', label: 'p95' },
  { key: 'p97_5', label: 'p97.5' },
  { key: 'p99', label: 'p99' },
  { key: 'max', label: 'max' },
] as const;

/** Averages beside percentiles and the maximum, from every sample of the window. */
export function PercentileTable({ machine, window }: { machine: string; window: Window }) {
  const trpc = useTRPC();
  const stats = useQuery({
    ...trpc.metrics.stats.queryOptions({
      machine,
      start: new Date(window.start),
      end: new Date(window.end),
    }),
    placeholderData: keepPreviousData,
  });
  if (stats.isError && !stats.data)
    return (
      <Card className="p-0">
        <ErrorState message={stats.error.message} onRetry={() => stats.refetch()} />
      </Card>
    );
  const { samples = null, approximate = false, metrics = {} } = stats.data ?? {};
  return (
    <Card className="min-w-0 overflow-hidden p-0" data-testid="percentiles">
      <div className="flex flex-wrap items-baseline gap-x-2.5 px-3.5 pt-3 pb-1">
        <h2 className="text-[13.5px] font-semibold">Percentiles</h2>
        <span className="num text-xs text-text-2">
          {samples === null ? 'counting' : `${samples.toLocaleString('en-US')} samples`}
          {approximate && ', approximate'}
        </span>
      </div>
      {/* Wider than a phone: the keyboard must be able to scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section className="data-table overflow-x-auto" aria-label="Percentiles" tabIndex={0}>
        <Table className="overflow-visible">
          <TableHead>
            <TableRow>
              <TableHeaderCell scope="col">Metric</TableHeaderCell>
              {FIGURES.map(({ key, label }) => (
                <TableHeaderCell key={key} scope="col" className="text-right">
                  {label}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {ROWS.map(({ metric, label, unit, per }) => (
              <TableRow key={metric}>
                <TableCell>
                  {label}
                  <span className="text-text-2">, {unit}</span>
                </TableCell>
                {FIGURES.map(({ key }) => {
                  const value = metrics[metric]?.[key] ?? null;
                  return (
                    <TableCell key={key} className="num text-right">
                      {formatNumber(value === null ? null : value / per)}
                    </TableCell>
                  );
                })}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
    </Card>
  );
}
