/** The columns every contract CSV has, and a few more. */
const COLUMNS = [
  'cpu_user',
  'cpu_system',
  'cpu_idle',
  'cpu_iowait',
  'mem_total',
  'mem_used',
  'mem_available',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
];

/** A number from 0 to 1 that looks random and is the same in each run. */
const wobble = (index: number, salt: number): number => {
  const x = Math.sin(index * 12.9898 + salt * 78.233) * 43_758.5453;
  return x - Math.floor(x);
};

/**
 * A contract CSV: one row per time (Unix ms).
 * @param machine null: without the column machine_id
 * @param salt other values for the same times
 */
export function makeCsv(
  times: readonly number[],
  { machine = 'server01', salt = 0 }: { machine?: string | null; salt?: number } = {},
): string {
  const head = ['timestamp', ...(machine === null ? [] : ['machine_id']), ...COLUMNS];
  const rows = times.map((time, index) => {
    const user = Math.round(wobble(index, salt + 1) * 5000) / 100;
    const system = Math.round(wobble(index, salt + 2) * 2000) / 100;
    const iowait = Math.round(wobble(index, salt + 3) * 500) / 100;
    const used = 1000 + Math.round(wobble(index, salt + 4) * 5000);
    const rates = [5, 6, 7, 8].map((each) => Math.round(wobble(index, salt + each) * 1e7) / 10);
    return [
      time / 1000,
      ...(machine === null ? [] : [machine]),
      user,
      system,
      Math.round((100 - user - system - iowait) * 100) / 100,
      iowait,
      8000,
      used,
      8000 - used,
      ...rates,
    ].join(',');
  });
  return `${[head.join(','), ...rows].join('\n')}\n`;
}
