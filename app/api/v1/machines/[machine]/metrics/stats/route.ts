import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import { rangeOf, rangeQuery } from '../metrics-input.ts';

export const dynamic = 'force-dynamic';

/** Statistics of each metric over a range: minimum, mean, percentiles, totals. */
export const GET = withCaller<{ machine: string }>(async (ctx, request, { machine }) => {
  const input = parseInput(rangeQuery, Object.fromEntries(new URL(request.url).searchParams));
  const { id, machine_id } = await findMachine(ctx, machine);
  const { samples, dataRange, approximate, metrics, entities } = await queryStats(ctx, {
    machineId: id,
    ...rangeOf(input),
    signal: request.signal,
  });
  const iso = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
  return json({
    machine_id,
    data_range: { start: iso(dataRange?.start), end: iso(dataRange?.end) },
    samples,
    approximate,
    metrics,
    entities,
  });
});
