import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { createSchedule } from '#server/reports/schedules/create-schedule.ts';
import { listSchedules } from '#server/reports/schedules/list-schedules.ts';
import { BODY_LIMITS } from '../reports/report-input.ts';
import { newSchedule, newScheduleOf } from './schedule-body.ts';

export const dynamic = 'force-dynamic';

/** All schedules, by name. */
export const GET = withCaller(async (ctx) => json({ schedules: await listSchedules(ctx) }));

/** Has reports made again and again. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const schedule = await createSchedule(ctx, newScheduleOf(parseInput(newSchedule, value)));
  return json(schedule, 201, { Location: `/api/v1/report-schedules/${schedule.id}` });
});
