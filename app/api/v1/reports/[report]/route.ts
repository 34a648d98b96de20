import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findReport } from '#server/reports/find-report.ts';

export const dynamic = 'force-dynamic';

/** How far a report is. */
export const GET = withCaller<{ report: string }>(async (ctx, _request, { report }) =>
  json(await findReport(ctx, report)),
);
