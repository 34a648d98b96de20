/** The columns that a CSV of the contract has to have. */
export const CONTRACT_HEAD =
  'timestamp,machine_id,cpu_user,cpu_system,cpu_idle,mem_total,mem_used,mem_available,disk_read_bytes,disk_write_bytes,net_rx_bytes,net_tx_bytes';
