import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { deleteSchedule } from '#server/reports/schedules/delete-schedule.ts';
import { findSchedule } from '#server/reports/schedules/find-schedule.ts';
import { updateSchedule } from '#server/reports/schedules/update-schedule.ts';
import { BODY_LIMITS } from '../../reports/report-input.ts';
import { scheduleChanges, scheduleChangesOf } from '../schedule-body.ts';

export const dynamic = 'force-dynamic';

type Named = { schedule: string };

/** One schedule. */
export const GET = withCaller<Named>(async (ctx, _request, { schedule }) =>
  json(await findSchedule(ctx, schedule)),
);

/** Changes one: what is not named stays. */
export const PATCH = withCaller<Named>(async (ctx, request, { schedule }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  return json(await updateSchedule(ctx, schedule, scheduleChangesOf(parseInput(scheduleChanges, value))));
});

/** Ends one; its reports stay. */
export const DELETE = withCaller<Named>(async (ctx, _request, { schedule }) => {
  await deleteSchedule(ctx, schedule);
  return new Response(null, { status: 204 });
});
