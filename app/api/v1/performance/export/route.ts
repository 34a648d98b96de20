import { parseInput } from '#server/http/parse-input.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { exportSamples } from '#server/metrics/export/export-samples.ts';
import { exportQuery } from './export-input.ts';

export const dynamic = 'force-dynamic';

const DAY = 24 * 3600 * 1000;

/** Samples of one machine as a file; without a range the last 24 hours. */
export const GET = withCaller(async (ctx, request) => {
  const input = parseInput(exportQuery, Object.fromEntries(new URL(request.url).searchParams));
  const machine = await findMachine(ctx, input.machine_id);
  const end = input.end ?? new Date();
  const { stream, filename, contentType } = await exportSamples(ctx, {
    machineId: machine.id,
    start: input.start ?? new Date(end.getTime() - DAY),
    end,
    format: input.format,
    resolution: input.resolution,
    kind: input.kind,
  });
  return new Response(stream, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
});
