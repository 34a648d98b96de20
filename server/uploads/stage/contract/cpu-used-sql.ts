/** The catalogue's cpu_used where a source does not have it; greatest() alone would pass over null. */
export const CPU_USED_SQL =
  'if(cpu_idle + cpu_iowait IS NULL, NULL, greatest(0, 100 - cpu_idle - cpu_iowait))';
