import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { queryQuality } from '#server/metrics/quality/query-quality.ts';
import { rangeOf, rangeQuery } from '../metrics/metrics-input.ts';

export const dynamic = 'force-dynamic';

const iso = (time: number | Date) => new Date(time).toISOString();

/** How good the samples of a machine are over a range, with the reasons. */
export const GET = withCaller<{ machine: string }>(async (ctx, request, { machine }) => {
  const input = parseInput(rangeQuery, Object.fromEntries(new URL(request.url).searchParams));
  const { id, machine_id } = await findMachine(ctx, machine);
  const range = rangeOf(input);
  const found = await queryQuality(ctx, { machineId: id, ...range, signal: request.signal });
  return json({
    machine_id,
    range: { start: iso(range.start), end: iso(range.end) },
    score: found.score,
    reasons: found.reasons.map(({ id: reason, text, points }) => ({ reason, text, points })),
    expected_samples: found.expected,
    present_samples: found.present,
    coverage: found.coverage,
    intervals: found.intervals.map(({ from, seconds }) => ({ from: iso(from), seconds })),
    gap_count: found.gapCount,
    gaps: found.gaps.map(({ start, end, missing }) => ({
      start: iso(start),
      end: iso(end),
      seconds: (end - start) / 1000,
      missing,
    })),
    restarts: found.restarts.map(iso),
    clock_steps: found.clockSteps.map(iso),
    duplicates: found.duplicates,
    out_of_range: found.misfits.map(({ range: [min, max], ...misfit }) => ({
      ...misfit,
      range: { min, max },
    })),
  });
});
