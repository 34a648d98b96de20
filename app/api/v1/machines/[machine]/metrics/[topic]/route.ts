import { notFound } from '#server/errors.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryTopic } from '#server/metrics/query/query-topic.ts';
import { TOPICS, type TopicName } from '#server/metrics/query/topics.ts';
import type { Band } from '#server/metrics/types.ts';
import { rangeOf, seriesQuery } from '../metrics-input.ts';

export const dynamic = 'force-dynamic';

const isTopic = (name: string): name is TopicName => Object.hasOwn(TOPICS, name);
const mapValues = <T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** Series of one topic (cpu, memory, disk, network, filesystem, container), column-wise. */
export const GET = withCaller<{ machine: string; topic: string }>(
  async (ctx, request, { machine, topic }) => {
    if (!isTopic(topic)) throw notFound('kind of metric');
    const input = parseInput(seriesQuery, Object.fromEntries(new URL(request.url).searchParams));
    const { id, machine_id } = await findMachine(ctx, machine);
    const found = await queryTopic(ctx, topic, {
      machineId: id,
      ...rangeOf(input),
      maxPoints: input.max_points,
      ...(input.step !== undefined && { stepSeconds: input.step }),
      ...(input.metrics && { metrics: input.metrics }),
      ...(input.entities && { entities: input.entities }),
      signal: request.signal,
    });
    const pick = (bands: Record<string, Band>) =>
      input.aggregate
        ? mapValues(bands, (band) => Object.fromEntries((input.aggregate ?? []).map((id) => [id, band[id]])))
        : bands;
    return json({
      machine_id,
      kind: topic,
      resolution_seconds: found.resolutionSeconds,
      source: found.source,
      timestamps: found.timestamps.map((time) => new Date(time).toISOString()),
      series: pick(found.series),
      entities: mapValues(found.entities, pick),
      events: found.events.map(({ at, type }) => ({ at: new Date(at).toISOString(), type })),
    });
  },
);
