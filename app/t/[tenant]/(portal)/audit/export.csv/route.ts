import { z } from 'zod';
import { exportAudit } from '#server/audit/export-audit.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { withUser } from '#server/http/with-caller.ts';

const time = z.iso.datetime().transform((text) => new Date(text));
const filter = z.object({
  actor: z.string().min(1).max(254).exactOptional(),
  verb: z.string().min(1).max(254).exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
});

/** The audit trail as a file, filtered as on the page. */
export const GET = withUser(async (ctx, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return new Response(await exportAudit(ctx, parseInput(filter, query)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${ctx.tenant.slug}_audit.csv"`,
      'Cache-Control': 'no-store',
    },
  });
});
