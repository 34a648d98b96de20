import type { Kind } from '#agent/contract/sample.ts';
import type { RowRule } from '../csv/row-rules.ts';

/** All shares of a CPU's time; guest is inside user, guest_nice inside nice. */
const SHARES = [
  'cpu_user',
  'cpu_system',
  'cpu_idle',
  'cpu_iowait',
  'cpu_nice',
  'cpu_irq',
  'cpu_softirq',
  'cpu_steal',
];
/** Points that rounding and counters read one after the other may take from 100 or add to it. */
const TOLERANCE = 2;

/** What must hold between the metrics `present` in a row of a kind; what each may be is in the catalogue. */
export function valueRules(kind: Kind, present: readonly string[]): RowRule[] {
  const has = (column: string) => present.includes(column);
  const rules: RowRule[] = [];
  if ((kind === 'host' || kind === 'cpu') && ['cpu_user', 'cpu_system', 'cpu_idle'].every(has))
    rules.push({
      type: 'sum',
      reason: 'cpu_shares_not_100',
      columns: SHARES.filter(has),
      most: 100 + TOLERANCE,
      least: SHARES.every(has) ? 100 - TOLERANCE : null,
    });
  if (has('mem_used') && has('mem_total'))
    rules.push({ type: 'atMost', reason: 'mem_used_above_total', column: 'mem_used', of: 'mem_total' });
  return rules;
}
