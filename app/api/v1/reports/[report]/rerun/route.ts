import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { rerunReport } from '#server/reports/rerun-report.ts';
import { BODY_LIMITS, rerunRequest } from '../../report-input.ts';

export const dynamic = 'force-dynamic';

/** 202: one more like it is being made. */
export const POST = withCaller<{ report: string }>(async (ctx, request, { report }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const made = await rerunReport(ctx, report, parseInput(rerunRequest, value));
  return json(made, 202, { Location: `/api/v1/reports/${made.id}` });
});
