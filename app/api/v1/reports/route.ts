import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { listReports } from '#server/reports/list-reports.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { BODY_LIMITS, reportQuery, reportRequest, requestOf } from './report-input.ts';

export const dynamic = 'force-dynamic';

/** Reports, newest first. */
export const GET = withCaller(async (ctx, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { machine_id, ...page } = parseInput(reportQuery, query);
  const machineId = machine_id === undefined ? undefined : (await findMachine(ctx, machine_id)).id;
  return json(await listReports(ctx, { ...page, ...(machineId !== undefined && { machineId }) }));
});

/** 202: the report is being made; its own address says when it is done. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const report = await requestReport(ctx, requestOf(parseInput(reportRequest, value)));
  return json(report, 202, { Location: `/api/v1/reports/${report.id}` });
});
