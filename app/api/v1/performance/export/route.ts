import { z } from 'zod';
import { KINDS } from '#agent/contract/sample.ts';
import { instant } from '#server/http/instant.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { EXPORT_FORMATS, EXPORT_RESOLUTIONS } from '#server/metrics/export/export-request.ts';
import { exportSamples } from '#server/metrics/export/export-samples.ts';

export const dynamic = 'force-dynamic';

const DAY = 24 * 3600 * 1000;

const query = z.object({
  machine_id: z.string().min(1).max(255),
  start: instant.optional(),
  end: instant.optional(),
  format: z.enum(EXPORT_FORMATS).default('csv'),
  resolution: z.enum(EXPORT_RESOLUTIONS).default('raw'),
  kind: z.enum(KINDS).default('host'),
});

/** Samples of one machine as a file; without a range the last 24 hours. */
export const GET = withCaller(async (ctx, request) => {
  const input = parseInput(query, Object.fromEntries(new URL(request.url).searchParams));
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
