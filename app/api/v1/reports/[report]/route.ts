import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { deleteReport } from '#server/reports/delete-report.ts';
import { findReport } from '#server/reports/find-report.ts';

export const dynamic = 'force-dynamic';

/** How far a report is. */
export const GET = withCaller<{ report: string }>(async (ctx, _request, { report }) =>
  json(await findReport(ctx, report)),
);

/** Removes a report with its files and links. */
export const DELETE = withCaller<{ report: string }>(async (ctx, _request, { report }) => {
  await deleteReport(ctx, report);
  return new Response(null, { status: 204 });
});
