import { formatDuration } from '../format/format-duration.ts';
import { formatFigure } from '../format/format-figure.ts';
import type { Finding, SampleFacts } from '../report-model.ts';
import { FINDING_RULES } from './finding-rules.ts';
import { rateFigure } from './rate-figure.ts';
import type { ReportInput } from './report-input.ts';

const UNPLACED = { resource: 'cpu' as const, at: null, sectionId: null, machine: null };
const ORDER = { act: 0, watch: 1, good: 2 } as const;
/** Below this share of the range the figures may miss what matters. */
const FULL_COVERAGE = 0.95;

/** What the figures say, worst first. Without samples nothing is said. */
export function findings(input: ReportInput, samples: SampleFacts): Finding[] {
  if (samples.count === 0) return [];
  const found = FINDING_RULES.flatMap((rule): Finding[] => {
    const evidence = rule.measure(input);
    if (!evidence) return [];
    const state = rateFigure(evidence.value, rule.threshold);
    const title = state === 'unrated' ? null : rule[state];
    if (state === 'unrated' || title === null) return [];
    const advice = state === 'good' ? null : rule.advice;
    return [{ ...UNPLACED, id: rule.id, state, title, evidence: evidence.sentence, advice }];
  });
  return [...found, ...coverage(samples)].toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}

function coverage({ count, intervalSeconds, coverage: share, gaps, restarts }: SampleFacts): Finding[] {
  if (share === null || intervalSeconds === null || share >= FULL_COVERAGE) return [];
  const breaks = [
    gaps > 0 ? `${gaps} ${gaps === 1 ? 'gap' : 'gaps'}` : '',
    restarts > 0 ? `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : '',
  ].filter(Boolean);
  const within = breaks.length > 0 ? `, with ${breaks.join(' and ')}` : '';
  return [
    {
      ...UNPLACED,
      resource: 'data',
      id: 'coverage',
      state: 'watch',
      title: 'Part of the range has no samples.',
      evidence: `The figures rest on ${formatDuration(count * intervalSeconds)} of samples, ${formatFigure(100 * share, 'percent')} of the range${within}.`,
      advice: null,
    },
  ];
}
