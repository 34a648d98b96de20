import { reportQueued, reportSchedule, reportSchedules } from '#server/openapi/answers/report.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { newSchedule, scheduleChanges } from '../../report-schedules/schedule-body.ts';

const params = { schedule: SAMPLE.schedule };
const notes = { schedule: 'The schedule’s id.' };
const common = { group: 'Reports', caller: 'any' } as const;

export const reportScheduleOperations: readonly Operation[] = [
  {
    ...common,
    method: 'GET',
    path: '/api/v1/report-schedules',
    summary: 'List the schedules of reports',
    scope: 'read',
    answers: { 200: { description: 'All of them, by name.', schema: reportSchedules } },
    example: {},
  },
  {
    ...common,
    method: 'POST',
    path: '/api/v1/report-schedules',
    summary: 'Have reports made again and again',
    description:
      'Of the last whole day, week or month. Times that were missed are made up for by one report. Where mail is set up, a link is mailed.',
    scope: 'write',
    body: newSchedule,
    answers: { 201: { description: 'The schedule.', schema: reportSchedule } },
    faults: ['NOT_FOUND', 'CONFLICT', 'REPORT_TOO_LARGE', 'INVALID_IMAGE'],
    example: {
      body: {
        name: 'Mondays',
        plan: { every: 'week', weekday: 1, at: '06:00' },
        time_zone: 'Europe/Berlin',
        machines: [SAMPLE.machine],
        period: 'week',
        compare: true,
        keep: 10,
      },
    },
  },
  {
    ...common,
    method: 'GET',
    path: '/api/v1/report-schedules/{schedule}',
    summary: 'Show a schedule',
    scope: 'read',
    notes,
    answers: { 200: { description: 'The schedule.', schema: reportSchedule } },
    example: { params },
  },
  {
    ...common,
    method: 'PATCH',
    path: '/api/v1/report-schedules/{schedule}',
    summary: 'Change a schedule',
    description:
      'Fields that are not sent stay, and so do options one by one, the logo among them: null takes an option back to its default. An option that holds several values, such as thresholds, is replaced whole.',
    scope: 'write',
    notes,
    body: scheduleChanges,
    answers: { 200: { description: 'The schedule as it is now.', schema: reportSchedule } },
    faults: ['REPORT_TOO_LARGE', 'INVALID_IMAGE'],
    example: { params, body: { paused: true } },
  },
  {
    ...common,
    method: 'POST',
    path: '/api/v1/report-schedules/{schedule}/run',
    summary: 'Run a schedule now',
    scope: 'write',
    notes,
    answers: { 202: { description: 'Its report is being made.', schema: reportQueued } },
    faults: ['CONFLICT'],
    example: { params },
  },
  {
    ...common,
    method: 'DELETE',
    path: '/api/v1/report-schedules/{schedule}',
    summary: 'Delete a schedule',
    description: 'The reports it made stay.',
    scope: 'write',
    notes,
    answers: { 204: { description: 'It is gone.' } },
    example: { params },
  },
];
