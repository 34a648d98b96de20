/** Unix ms; `end` is not included. */
export interface Window {
  start: number;
  end: number;
}

/** Enough for one bucket per pixel on a wide screen; 15 minutes of one-second samples stay raw. */
const MAX_POINTS = 900;

/** What the four panels draw, all of the host. */
export const PANEL_METRICS = [
  'cpu_user',
  'cpu_system',
  'cpu_iowait',
  'cpu_steal',
  'cpu_idle',
  'mem_total',
  'mem_used',
  'mem_available',
  'mem_buffers',
  'mem_cached',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
];

/** The question for a machine's panels; the server's prefetch and the browser ask it in the same words. */
export function seriesInput(machine: string, window: Window) {
  return {
    machine,
    kind: 'host' as const,
    metrics: PANEL_METRICS,
    start: new Date(window.start),
    end: new Date(window.end),
    maxPoints: MAX_POINTS,
  };
}
