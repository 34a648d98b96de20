import type { StatusReport } from './read-status.ts';

/** acked_through, spoolBytes → acked through, spool bytes */
const toWords = (name: string): string =>
  name.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Times of the sink are Unix milliseconds, under a name that ends in At. */
const toText = (name: string, value: unknown): unknown =>
  typeof value === 'number' && name.endsWith('At') ? new Date(value).toISOString() : (value ?? '-');

/** A status for people: a name and a value in each line. */
export function formatStatus({ status, problem }: StatusReport): string {
  const rows: [string, unknown][] = [['state', problem ?? 'running']];
  if (status) {
    rows.push(
      ['version', status.version],
      ['process', status.pid],
      ['to', `${status.to} (${status.mode})`],
      ['interval', `${status.interval_seconds} s`],
      ['started', status.started_at],
      ['last tick', status.last_tick_at ?? 'none yet'],
      ['ticks', `${status.ticks}, late ${status.late}`],
      ['collectors', status.collectors_failing === 0 ? 'all well' : `${status.collectors_failing} failing`],
      ['log', `${status.errors} errors, ${status.warnings} warnings`],
    );
    if (status.last_error) rows.push(['last error', `${status.last_error.event}, ${status.last_error.at}`]);
    for (const [name, value] of Object.entries(status.sink)) rows.push([toWords(name), toText(name, value)]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
