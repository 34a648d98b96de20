import { setImmediate as turn } from 'node:timers/promises';
import { GAP_INTERVALS } from './entity-stats.ts';
import { percentilesOf } from './percentiles-of.ts';

/**
 * The length of the interval of each sample, which begins at the sample before it. Of the first sample and of one
 * behind a gap it is not known: they count the usual (median) one. Null when there is a single sample.
 * @param times ascending, Unix ms
 */
export async function intervalSeconds(times: Float64Array): Promise<Float64Array | null> {
  if (times.length < 2) return null;
  const steps = new Float64Array(times.length - 1);
  for (let at = 0; at < steps.length; at += 1) steps[at] = (times[at + 1] as number) - (times[at] as number);
  await turn();
  const usual = percentilesOf(steps, [0.5])[0] ?? 0;
  await turn();
  const seconds = new Float64Array(times.length).fill(usual / 1000);
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] as number;
    if (step <= GAP_INTERVALS * usual) seconds[at + 1] = step / 1000;
  }
  return seconds;
}
