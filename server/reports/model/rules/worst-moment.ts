import type { Band } from '#server/metrics/types.ts';
import { formatMoment } from '../../format/format-time.ts';
import { zonedTime } from '../../format/zoned-time.ts';
import type { Subject } from '../subject.ts';

/** When a band was highest, Unix ms: the sample's time, or the begin of the bucket that holds it. Null without values. */
export function worstMoment(timestamps: readonly number[], band: Band | undefined): number | null {
  let at: number | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  band?.max.forEach((value, index) => {
    if (value === null || value <= highest) return;
    highest = value;
    at = timestamps[index] ?? null;
  });
  return at;
}

/** `; the peak was on 20 Nov, 14:32`; empty for null. */
export const peakOn = (subject: Pick<Subject, 'options'>, at: number | null): string =>
  at === null ? '' : `; the peak was${onMoment(subject, at)}`;

/** ` on 20 Nov, 14:32`, in the report's zone; empty for null. */
export const onMoment = ({ options }: Pick<Subject, 'options'>, at: number | null): string =>
  at === null ? '' : ` on ${formatMoment(zonedTime(new Date(at), options.timeZone))}`;
