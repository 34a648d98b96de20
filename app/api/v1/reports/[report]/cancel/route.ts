import { withCaller } from '#server/http/with-caller.ts';
import { cancelReport } from '#server/reports/cancel-report.ts';

export const dynamic = 'force-dynamic';

/** Gives up a report that is not done yet. */
export const POST = withCaller<{ report: string }>(async (ctx, _request, { report }) => {
  await cancelReport(ctx, report);
  return new Response(null, { status: 204 });
});
