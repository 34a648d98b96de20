import { formatValue } from '../agent/format-value.ts';
import { calculate, type Estate, type Needs } from './calculate.ts';
import type { Results } from './read-results.ts';

/** The portals that docs/scale.md calculates. */
export const ESTATES: readonly Estate[] = [
  { machines: 1000, tenants: 100 },
  { machines: 10_000, tenants: 500 },
  { machines: 100_000, tenants: 2000 },
].flatMap((size) =>
  ([15, 60] as const).map((interval) => ({ ...size, interval, rawDays: 30, rollupDays: 90 })),
);

const TITLES: Record<string, string> = {
  tenants: 'Tenants and connections',
  idle: 'A minute in which nothing is delivered',
  live: 'All machines deliver each 15 s',
  hour: 'An hour that is sealed',
  day: 'A day, and its end',
  upkeep: 'Upkeep',
};

/** What was measured, part by part, as Markdown. */
export function measuredTable({ parts }: Results): string {
  const rows = parts.flatMap(([part, figures]) => [
    `| **${TITLES[part] ?? part}** | | |`,
    ...figures.map(
      ({ what, value, unit, note }) =>
        `| ${what} | ${formatValue(value)}${unit === '' ? '' : ` ${unit}`} | ${note ?? ''} |`,
    ),
  ]);
  return ['| measured | | |', '|---|---:|---|', ...rows].join('\n');
}

const ROWS: readonly [string, (needs: Needs) => string][] = [
  ['deliveries a second', ({ deliveries }) => two(deliveries)],
  ['cores of portals', ({ portalCores }) => two(portalCores)],
  ['portals', ({ portals }) => two(portals)],
  ['cores of workers, with what they make the database do', ({ workerCores }) => two(workerCores)],
  ['workers', ({ workers }) => two(workers)],
  ['cores of the database for deliveries', ({ databaseCores }) => two(databaseCores)],
  ['connections, one a tenant and process', ({ connections }) => two(connections)],
  ['memory of those connections, GB', ({ databaseMemoryGb }) => two(databaseMemoryGb)],
  ['disk when retention is reached, GB', ({ diskGb }) => two(diskGb)],
  ['disk that a month adds before, GB', ({ newDiskGbPerMonth }) => two(newDiskGbPerMonth)],
  ['log (WAL), MB/s', ({ logMbPerSecond }) => two(logMbPerSecond)],
  ['network in, MB/s', ({ networkMbPerSecond }) => two(networkMbPerSecond)],
  ['relations', ({ relations }) => two(relations)],
  ['one migration of all tenants, s', ({ migrationSeconds }) => two(migrationSeconds)],
];

/** What follows for larger portals, as Markdown. */
export function calculatedTable(results: Results): string {
  const needs = ESTATES.map((estate) => calculate(results, estate));
  const heads = ESTATES.map(
    ({ machines, tenants, interval }) =>
      `${machines.toLocaleString('en-US')} / ${tenants.toLocaleString('en-US')} at ${interval} s`,
  );
  return [
    `| calculated, for machines / tenants | ${heads.join(' | ')} |`,
    `|---|${ESTATES.map(() => '---:|').join('')}`,
    ...ROWS.map(([what, of]) => `| ${what} | ${needs.map(of).join(' | ')} |`),
  ].join('\n');
}

/** Two digits: nothing here is known better. */
const two = (value: number): string =>
  value === 0 ? '0' : Number(value.toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 3 });
