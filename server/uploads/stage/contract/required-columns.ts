/** What a CSV of the host must have beside timestamp and machine_id. */
export const REQUIRED_COLUMNS: readonly string[] = [
  'cpu_user',
  'cpu_system',
  'cpu_idle',
  'mem_total',
  'mem_used',
  'mem_available',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
];
