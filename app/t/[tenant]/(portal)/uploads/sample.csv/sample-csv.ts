import { encodeCsv } from '#server/metrics/export/encode-csv.ts';

const MINUTE = 60_000;
const ROWS = 60;
const MEMORY_MB = 16_000;

/** A quiet server: one wave over the hour, and some of the memory in use. */
const VALUES: readonly (readonly [metric: string, at: (wave: number) => number])[] = [
  ['cpu_user', (wave) => 20 + 10 * wave],
  ['cpu_system', (wave) => 5 + 2 * wave],
  ['cpu_idle', (wave) => 74 - 12 * wave],
  ['cpu_iowait', () => 1],
  ['mem_total', () => MEMORY_MB],
  ['mem_used', (wave) => 6000 + 500 * wave],
  ['mem_available', (wave) => MEMORY_MB - 6000 - 500 * wave],
  ['mem_buffers', () => 200],
  ['mem_cached', () => 4000],
  ['disk_read_bytes', (wave) => 1_000_000 + 500_000 * wave],
  ['disk_write_bytes', (wave) => 2_000_000 + 800_000 * wave],
  ['disk_read_ops', (wave) => 40 + 20 * wave],
  ['disk_write_ops', (wave) => 90 + 30 * wave],
  ['net_rx_bytes', (wave) => 3_000_000 + 900_000 * wave],
  ['net_tx_bytes', (wave) => 1_500_000 + 400_000 * wave],
  ['net_rx_packets', (wave) => 3000 + 800 * wave],
  ['net_tx_packets', (wave) => 2500 + 600 * wave],
];

/**
 * The contract's CSV with a row a minute, over the hour before `now` (Unix ms). Written when it is asked for: a file
 * that lies about would soon be too old to be taken.
 */
export function sampleCsv(machineId: string, now: number): string {
  const { head, row } = encodeCsv({ machineId, kind: 'host', metrics: VALUES.map(([metric]) => metric) });
  const last = Math.floor(now / MINUTE) * MINUTE;
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const wave = Math.sin((2 * Math.PI * index) / ROWS);
    const values = VALUES.map(([, at]) => Math.round(at(wave) * 100) / 100);
    return row(last - (ROWS - 1 - index) * MINUTE, '', values);
  });
  return head + lines.join('');
}
