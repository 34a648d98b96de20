import { rateFigure } from '../rate-figure.ts';
import type { Subject } from '../subject.ts';
import { CONTAINER_RULES } from './container-rules.ts';
import { CPU_RULES } from './cpu-rules.ts';
import { DATA_RULES } from './data-rules.ts';
import { DISK_RULES } from './disk-rules.ts';
import { MEMORY_RULES } from './memory-rules.ts';
import { NETWORK_RULES } from './network-rules.ts';
import type { FindingRule, Fired } from './rule.ts';

/** Every rule, in the order in which equals are told. */
const RULES: readonly FindingRule[] = [
  ...CPU_RULES,
  ...MEMORY_RULES,
  ...DISK_RULES,
  ...NETWORK_RULES,
  ...CONTAINER_RULES,
  ...DATA_RULES,
];

const ORDER = { act: 0, watch: 1 } as const;

/** The rules that say something about a machine, the worst first. Without samples nothing is said. */
export function fireRules(subject: Subject): Fired[] {
  if (subject.data.stats.samples === 0) return [];
  return RULES.flatMap((rule): Fired[] => {
    const evidence = rule.measure(subject);
    if (!evidence) return [];
    const threshold = rule.threshold && subject.options.thresholds[rule.threshold];
    const state = evidence.state ?? (threshold ? rateFigure(evidence.value, threshold) : 'good');
    if (state === 'good' || state === 'unrated') return [];
    return [{ ...evidence, rule, state, unit: threshold?.unit ?? 'count' }];
  }).toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}
