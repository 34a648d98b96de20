import { thresholdFault } from '#server/reports/model/threshold-fault.ts';
import { THRESHOLDS, type ThresholdId } from '#server/reports/model/thresholds.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';

export const LIMITS = ['watch', 'act'] as const;
type Limit = (typeof LIMITS)[number];

/** The name of the field of a limit. */
export const limitField = (id: ThresholdId, limit: Limit): string => `${limit}:${id}`;

/** Why what stands in the two fields of a threshold will not do; null when it will. */
export function limitsFault(id: ThresholdId, said: Readonly<Record<Limit, string>>): string | null {
  for (const limit of LIMITS) {
    const value = readLimit(said[limit]);
    if (value !== undefined && !(value >= 0 && value < Number.POSITIVE_INFINITY))
      return `${limit} is “${said[limit].trim()}”: it is a number from 0 up.`;
  }
  return thresholdFault(id, { watch: readLimit(said.watch), act: readLimit(said.act) });
}

const readLimit = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/**
 * The limits that a form says; undefined when it leaves them all alone.
 * @throws Error with a sentence for the reader
 */
export function readThresholds(form: FormData): ReportOptions['thresholds'] {
  const chosen: NonNullable<ReportOptions['thresholds']> = {};
  for (const id of Object.keys(THRESHOLDS) as ThresholdId[]) {
    const text = (limit: Limit) => String(form.get(limitField(id, limit)) ?? '');
    const said = { watch: text('watch'), act: text('act') };
    const fault = limitsFault(id, said);
    if (fault !== null) throw new Error(`${THRESHOLDS[id].label}: ${fault}`);
    const [watch, act] = [readLimit(said.watch), readLimit(said.act)];
    if (watch === undefined && act === undefined) continue;
    chosen[id] = { ...(watch !== undefined && { watch }), ...(act !== undefined && { act }) };
  }
  return Object.keys(chosen).length > 0 ? chosen : undefined;
}
