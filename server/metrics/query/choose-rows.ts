import { AppError } from '#server/errors.ts';
import type { OpenSamples } from '#server/metrics/samples/opened-samples.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import { bucketWidth } from './bucket-width.ts';
import { readRows, type SeriesRows } from './read-rows.ts';
import type { SeriesPlan } from './series-plan.ts';

/** Numbers that one answer may hold, three for each point of each metric and entity: about 20 MB of JSON. */
const MOST_VALUES = 2_000_000;

/**
 * Reads raw samples when there are no more than `plan.maxPoints` moments, else buckets that span the time that has
 * data. What the segments say of their times decides, without a scan; where they say too little (their ends lie
 * outside the range, entities share rows) the buckets themselves tell, and are read once more.
 * @throws AppError INVALID_INPUT when the answer would be too large
 */
export async function chooseRows(
  { connection, sources, known }: Pick<OpenSamples, 'connection' | 'sources' | 'known'>,
  plan: SeriesPlan,
  range: Pick<SampleRange, 'start' | 'end'>,
): Promise<SeriesRows> {
  const read = async (width: number | null) => {
    const metrics = plan.metrics.filter((id) => known.get(plan.kind)?.has(id));
    return fillUp(await readRows(connection, { ...plan, metrics }, width), plan.metrics);
  };
  const found = sources.get(plan.kind) ?? [];
  const most = found.reduce((sum, { rows }) => sum + rows, 0);
  if (plan.step !== null) {
    const rows = await read(plan.step);
    const fitting = fittingPoints(rows, plan);
    const points = spanOf(rows) / plan.step + 1;
    if (points > fitting) throw tooLarge(rows, plan, fitting);
    return rows;
  }
  if (most <= plan.maxPoints) return read(null);
  const first = Math.max(range.start.getTime(), Math.min(...found.map(({ firstTime }) => firstTime)));
  const last = Math.min(range.end.getTime(), Math.max(...found.map(({ lastTime }) => lastTime)));
  const width = bucketWidth(last - first, plan.maxPoints);
  const rows = await read(width);
  if (samplesOfOne(rows) <= plan.maxPoints) {
    const raw = await read(null);
    if (new Set(raw.time).size <= Math.min(plan.maxPoints, fittingPoints(raw, plan))) return raw;
  }
  const fitting = fittingPoints(rows, plan);
  if (fitting < 1) throw tooLarge(rows, plan, fitting);
  const better = bucketWidth(spanOf(rows), Math.min(plan.maxPoints, fitting));
  return better === width ? rows : read(better);
}

/** With metrics that no source has, without a value. */
function fillUp(rows: SeriesRows, metrics: readonly string[]): SeriesRows {
  const none = new Float64Array(rows.time.length).fill(Number.NaN);
  const empty = { avg: none, min: none, max: none };
  return { ...rows, metrics: new Map(metrics.map((id) => [id, rows.metrics.get(id) ?? empty])) };
}

/** Points of all metrics and entities that an answer may have. */
const fittingPoints = (rows: SeriesRows, plan: SeriesPlan): number =>
  Math.floor(MOST_VALUES / (3 * Math.max(1, plan.metrics.length) * Math.max(1, new Set(rows.entity).size)));

const spanOf = ({ first, last }: SeriesRows): number =>
  first.length === 0 ? 0 : last.reduce((a, b) => Math.max(a, b)) - first.reduce((a, b) => Math.min(a, b));

/** Samples of the entity that has most: there are at least as many moments. */
function samplesOfOne({ entity, count }: SeriesRows): number {
  const samples = new Map<string, number>();
  entity.forEach((name, row) => {
    samples.set(name, (samples.get(name) ?? 0) + (count[row] ?? 0));
  });
  return Math.max(0, ...samples.values());
}

const tooLarge = (rows: SeriesRows, plan: SeriesPlan, fitting: number) =>
  new AppError(
    'INVALID_INPUT',
    `${plan.metrics.length} metrics of ${new Set(rows.entity).size} entities can have at most ${fitting} points in one answer. Take a longer step, or fewer metrics or entities.`,
    { metrics: plan.metrics.length, entities: new Set(rows.entity).size, points_limit: fitting },
  );
