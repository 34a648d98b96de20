/**
 * The catalogue's cpu_used where a source does not have it; greatest() alone would pass over null. Shares with few
 * decimals give one with few: 100 − 99.68 is 0.32, not 0.3199999999999932, which takes three times the bytes.
 */
export const CPU_USED_SQL =
  'if(cpu_idle IS NULL OR cpu_iowait IS NULL, NULL, round(greatest(0, 100 - cpu_idle::DOUBLE - cpu_iowait::DOUBLE), 9))';
