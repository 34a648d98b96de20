import { z } from 'zod';
import { rangeOf, seriesQuery } from '#app/api/v1/machines/[machine]/metrics/metrics-input.ts';
import { notFound } from '#server/errors.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryTopic } from '#server/metrics/query/query-topic.ts';
import { columnsOf, EARLIER_TOPICS, type EarlierTopic } from './columns-of.ts';

export const dynamic = 'force-dynamic';

const HOUR = 3600 * 1000;

const dashboardQuery = seriesQuery.pick({ start: true, end: true, max_points: true, step: true }).extend({
  /** Up to `end`. */
  hours: z.union([z.literal('').transform(() => undefined), z.coerce.number().gt(0).max(8784)]).optional(),
});

const isTopic = (name: string): name is EarlierTopic => Object.hasOwn(EARLIER_TOPICS, name);

/** What the dashboards of the earlier system ask for: cpu, memory, disk or network, column-wise. */
export const GET = withCaller<{ machine: string; topic: string }>(
  async (ctx, request, { machine, topic }) => {
    if (!isTopic(topic)) throw notFound('kind of metric');
    const given = Object.fromEntries(new URL(request.url).searchParams);
    const { hours, max_points, step, ...range } = parseInput(dashboardQuery, given);
    const { id } = await findMachine(ctx, machine);
    const asked = rangeOf(range);
    const found = await queryTopic(ctx, topic, {
      machineId: id,
      ...asked,
      ...(hours !== undefined && { start: new Date(asked.end.getTime() - hours * HOUR) }),
      metrics: EARLIER_TOPICS[topic],
      maxPoints: max_points,
      ...(step !== undefined && { stepSeconds: step }),
      signal: request.signal,
    });
    return json(columnsOf(topic, found));
  },
);
