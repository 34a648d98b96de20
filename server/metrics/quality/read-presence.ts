import type { DuckDBConnection } from '@duckdb/node-api';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { Gap, IntervalSpan, Presence } from './types.ts';

const HOUR = 3_600_000;
/** A distance of more than this many intervals is a gap; agent/rates judges by the same. */
const GAP_INTERVALS = 2.5;
/** Gaps that are listed. */
const MOST_GAPS = 1000;
/** An hour with fewer samples says nothing of the interval. */
const FEWEST = 3;

/**
 * Each sample with the one before it, and the usual (median) distance in each hour: the interval may be changed at any
 * time, so it is judged hour by hour. An hour with too few samples takes that of the whole range.
 */
const STEPS = `WITH steps AS (SELECT time, lag(time) OVER (ORDER BY time) AS before FROM ${samplesView('host')}),
  overall AS (SELECT median(time - before) AS step FROM steps),
  hours AS (SELECT time // ${HOUR} AS hour, count(*) AS count,
                   CASE WHEN count(before) >= ${FEWEST} THEN median(time - before) ELSE (FROM overall) END AS step
              FROM steps GROUP BY hour)`;

/**
 * Expected and present samples of the host, and the gaps between them, of samples opened for [start, end).
 * @param fallback interval in ms when there are too few samples to tell
 */
export async function readPresence(
  connection: DuckDBConnection,
  { start, end, fallback }: { start: number; end: number; fallback: number | null },
): Promise<Presence> {
  const hours = await readColumns(
    connection,
    `${STEPS} SELECT hour::DOUBLE * ${HOUR} AS hour, count::DOUBLE AS count, step::DOUBLE AS step,
                     (SELECT min(time)::DOUBLE FROM steps) AS first, (SELECT max(time)::DOUBLE FROM steps) AS last
                FROM hours ORDER BY hour`,
  );
  const intervals = intervalSpans(hours.numbers('hour'), hours.numbers('step'), fallback);
  const present = hours.numbers('count').reduce((sum, count) => sum + count, 0);
  if (intervals.length === 0 || present === 0) {
    const missing = fallback === null ? 0 : Math.floor((end - start) / fallback);
    const gaps = end > start ? [{ start, end, missing }] : [];
    return {
      expected: missing,
      present: 0,
      coverage: missing > 0 ? 0 : null,
      intervals,
      gaps,
      gapCount: gaps.length,
    };
  }
  const found = await readColumns(
    connection,
    `${STEPS} SELECT before::DOUBLE AS before, time::DOUBLE AS time
                FROM steps JOIN hours AS later ON later.hour = time // ${HOUR}
                           JOIN hours AS earlier ON earlier.hour = before // ${HOUR}
               WHERE time - before > ${GAP_INTERVALS} * greatest(later.step, earlier.step) ORDER BY time`,
  );
  const [first, last] = [hours.numbers('first')[0] ?? start, hours.numbers('last')[0] ?? end];
  const intervalAt = (time: number) =>
    (intervals.findLast(({ from }) => from <= time) ?? intervals[0])?.seconds ?? 1;
  const gapOf = (from: number, to: number, ends: number): Gap => ({
    start: from,
    end: to,
    // Of n + 1 intervals between two samples, n samples are missing; at an end of the range all of them are.
    missing: Math.max(0, Math.round((to - from) / (intervalAt(from) * 1000)) - ends),
  });
  const isGap = (from: number, to: number) => to - from > GAP_INTERVALS * intervalAt(from) * 1000;
  const gaps = [
    ...(isGap(start, first) ? [gapOf(start, first, 0)] : []),
    ...Array.from(found.numbers('before'), (from, row) => gapOf(from, found.numbers('time')[row] ?? from, 1)),
    ...(isGap(last, end) ? [gapOf(last, end, 1)] : []),
  ];
  const expected = present + gaps.reduce((sum, { missing }) => sum + missing, 0);
  return {
    expected,
    present,
    coverage: present / expected,
    intervals,
    gaps: gaps.slice(0, MOST_GAPS),
    gapCount: gaps.length,
  };
}

/** Hours whose interval is that of the hour before, give or take a tenth, are one span. */
function intervalSpans(hours: Float64Array, steps: Float64Array, fallback: number | null): IntervalSpan[] {
  const spans: IntervalSpan[] = [];
  hours.forEach((from, row) => {
    const known = steps[row] ?? Number.NaN;
    const step = Number.isNaN(known) ? fallback : known;
    if (step === null || step <= 0) return;
    const seconds = step / 1000;
    const before = spans.at(-1)?.seconds;
    if (before === undefined || Math.abs(seconds - before) > before / 10) spans.push({ from, seconds });
  });
  return spans;
}
