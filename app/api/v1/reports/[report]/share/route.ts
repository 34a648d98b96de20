import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { listShares } from '#server/reports/sharing/list-shares.ts';
import { shareReport } from '#server/reports/sharing/share-report.ts';
import { BODY_LIMITS, shareRequest } from '../../report-input.ts';

export const dynamic = 'force-dynamic';

/** The links that open it now. */
export const GET = withCaller<{ report: string }>(async (ctx, _request, { report }) =>
  json({ shares: await listShares(ctx, report) }),
);

/** A link, which is in this answer and nowhere else. */
export const POST = withCaller<{ report: string }>(async (ctx, request, { report }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  return json(await shareReport(ctx, report, parseInput(shareRequest, value)), 201);
});
