import type { Kind } from '#agent/contract/sample.ts';
import type { NumberColumn } from '../csv/csv-table.ts';
import { SAR_COLUMNS, SAR_ENTITIES, sarRange } from './sar-columns.ts';

/** What one table of sar holds. */
export interface SectionPlan {
  /** Of the things its rows are about; `host` where there is no column that names one. */
  kind: Kind;
  /** Place of that column. */
  entity: number | null;
  numbers: NumberColumn[];
}

/** What a header of sar means, its names in lower case; null when there is nothing in it that the portal stores. */
export function planSection(names: readonly string[]): SectionPlan | null {
  const entity = names.findIndex((name) => Object.hasOwn(SAR_ENTITIES, name));
  const thing = SAR_ENTITIES[names[entity] ?? ''];
  const kind: Kind = thing ?? 'host';
  const known = SAR_COLUMNS[thing ?? 'none'];
  const numbers: NumberColumn[] = [];
  names.forEach((name, index) => {
    const [as, scale] = (Object.hasOwn(known, name) && known[name]) || [];
    if (as === undefined || scale === undefined || numbers.some((one) => one.as === as)) return;
    numbers.push({ index, name, as, scale, range: sarRange(kind, as) });
  });
  return numbers.length === 0 ? null : { kind, entity: entity < 0 ? null : entity, numbers };
}
