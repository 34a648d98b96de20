import { metricsOf } from '#agent/contract/metrics.ts';
import { AppError } from '#server/errors.ts';
import type { Band, SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { queryAligned } from './query-aligned.ts';
import { TOPICS, type Topic, type TopicName } from './topics.ts';

/**
 * The series of a topic over one list of times: the host's in `series`, those of its CPUs, disks … in `entities`.
 * @throws AppError as querySeries
 */
export async function queryTopic(
  ctx: TenantContext,
  topic: TopicName,
  query: Omit<SeriesQuery, 'kind'>,
): Promise<Omit<SeriesResult, 'kind' | 'raw'>> {
  requireScope(ctx, 'read');
  const parts = partsOf(TOPICS[topic], query.metrics);
  const { entities, ...common } = query;
  const results = await queryAligned(
    ctx,
    parts.map((part) => ({ ...common, ...part, ...(entities && part.kind !== 'host' && { entities }) })),
  );
  const timestamps = mergeTimes(results.map((result) => result.timestamps));
  const [first, second] = results.map((result) => layOver(result, timestamps));
  if (!first) throw new Error('A topic has at least one part.');
  return {
    resolutionSeconds: first.resolutionSeconds,
    source: results.some(({ source }) => source === 'rollup') ? 'rollup' : 'raw',
    timestamps,
    series: first.series,
    entities: { ...first.entities, ...second?.entities },
    events: first.events,
  };
}

/** What to ask for: the wanted metrics of the host, and of the kind. */
function partsOf(topic: Topic, wanted: readonly string[] | undefined) {
  const known = {
    host: topic.host,
    kind: topic.kind === null ? [] : metricsOf(topic.kind).map(({ id }) => id),
  };
  const unknown = wanted?.filter((id) => !known.host.includes(id) && !known.kind.includes(id)) ?? [];
  if (unknown.length > 0)
    throw new AppError('INVALID_INPUT', `There is no metric ${unknown.join(', ')} here.`, {
      unknown,
      known: [...new Set([...known.host, ...known.kind])],
    });
  const pick = (ids: readonly string[]) => (wanted ? ids.filter((id) => wanted.includes(id)) : ids);
  const [host, kind] = [pick(known.host), pick(known.kind)];
  return [
    ...(host.length > 0 ? [{ kind: 'host' as const, metrics: host }] : []),
    ...(topic.kind !== null && kind.length > 0 ? [{ kind: topic.kind, metrics: kind }] : []),
  ];
}

function mergeTimes(lists: readonly number[][]): number[] {
  // Most machines have nothing of some kinds.
  const [first = [], ...others] = lists.filter((list) => list.length > 0);
  if (others.every((list) => list.length === first.length && list.every((time, at) => time === first[at])))
    return first;
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The result with its values at the places of `timestamps`. */
function layOver(result: SeriesResult, timestamps: readonly number[]): SeriesResult {
  if (result.timestamps === timestamps || result.timestamps.length === timestamps.length) return result;
  const place = new Map(timestamps.map((time, index) => [time, index]));
  const places = result.timestamps.map((time) => place.get(time) ?? 0);
  const move = (line: readonly (number | null)[]) => {
    const moved = new Array<number | null>(timestamps.length).fill(null);
    line.forEach((value, index) => {
      moved[places[index] ?? 0] = value;
    });
    return moved;
  };
  const moveAll = (bands: Record<string, Band>) =>
    Object.fromEntries(
      Object.entries(bands).map(([id, { avg, min, max }]) => [
        id,
        { avg: move(avg), min: move(min), max: move(max) },
      ]),
    );
  return {
    ...result,
    series: moveAll(result.series),
    entities: Object.fromEntries(
      Object.entries(result.entities).map(([name, bands]) => [name, moveAll(bands)]),
    ),
  };
}
