import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { runSchedule } from '#server/reports/schedules/run-schedule.ts';

export const dynamic = 'force-dynamic';

/** 202: its report is being made, besides its times. */
export const POST = withCaller<{ schedule: string }>(async (ctx, _request, { schedule }) => {
  const report = await runSchedule(ctx, schedule);
  return json(report, 202, { Location: `/api/v1/reports/${report.id}` });
});
