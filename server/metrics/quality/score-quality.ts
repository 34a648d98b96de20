import type { QualityFacts, QualityReason } from './types.ts';

const figure = (count: number) => count.toLocaleString('en');
const many = (count: number, one: string) => `${figure(count)} ${count === 1 ? one : `${one}s`}`;

/**
 * The score, 0–100, and what took points away: missing samples up to 70 (by their share), gaps 2 each up to 10,
 * restarts 1 each up to 5, clock steps 3 each up to 9, duplicate rows up to 5 (by their share), impossible values at
 * least 2 and up to 15 (by their share). Without any sample it is 0.
 */
export function scoreQuality(facts: QualityFacts): { score: number; reasons: QualityReason[] } {
  const { present, expected, coverage, gapCount, restarts, clockSteps, duplicates, misfits } = facts;
  if (present === 0)
    return {
      score: 0,
      reasons: [{ id: 'no_samples', text: 'There is no sample in this range.', points: 100 }],
    };
  const impossible = misfits.reduce((sum, { count }) => sum + count, 0);
  const missing = expected - present;
  const reasons: QualityReason[] = [
    {
      id: 'coverage',
      text: `${figure(missing)} of ${figure(expected)} expected samples ${missing === 1 ? 'is' : 'are'} missing.`,
      points: 70 * (1 - (coverage ?? 1)),
    },
    {
      id: 'gaps',
      text: `${many(gapCount, 'gap')} longer than 2.5 intervals.`,
      points: Math.min(10, 2 * gapCount),
    },
    {
      id: 'restarts',
      text: `The machine restarted ${many(restarts.length, 'time')}: the interval across it has no rates.`,
      points: Math.min(5, restarts.length),
    },
    {
      id: 'clock_steps',
      text: `The clock was set ${many(clockSteps.length, 'time')}: samples around it may be out of place.`,
      points: Math.min(9, 3 * clockSteps.length),
    },
    {
      id: 'duplicates',
      text: `${many(duplicates, 'row')} of uploads were there already; the newest counts.`,
      points: Math.min(5, (20 * duplicates) / present),
    },
    {
      id: 'out_of_range',
      text: `${many(impossible, 'value')} of ${misfits.map(({ metric }) => metric).join(', ')} cannot be.`,
      points: impossible === 0 ? 0 : Math.min(15, 2 + (100 * impossible) / present),
    },
  ];
  const counting = reasons
    .filter(({ points }) => points > 0)
    .map((reason) => ({ ...reason, points: Math.round(reason.points * 10) / 10 }));
  const lost = reasons.reduce((sum, { points }) => sum + points, 0);
  // A hundred is for what has no fault at all.
  const score = Math.max(0, Math.min(Math.round(100 - lost), lost > 0 ? 99 : 100));
  return { score, reasons: counting };
}
