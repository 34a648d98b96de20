import { report, reportPage, reportQueued } from '#server/openapi/answers/report.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { reportQuery, reportRequest } from '../../reports/report-input.ts';

const params = { report: SAMPLE.report };
const notes = { report: 'The report’s id.' };

export const reportOperations: readonly Operation[] = [
  {
    group: 'Reports',
    method: 'POST',
    path: '/api/v1/reports',
    summary: 'Order a report',
    description: 'It is made in the background: ask its address (Location) until it is done.',
    caller: 'any',
    scope: 'read',
    body: reportRequest,
    answers: { 202: { description: 'It is being made.', schema: reportQueued } },
    faults: ['NOT_FOUND', 'REPORT_TOO_LARGE'],
    example: { body: { machine_id: SAMPLE.machine, start: SAMPLE.start, end: SAMPLE.end } },
  },
  {
    group: 'Reports',
    method: 'GET',
    path: '/api/v1/reports',
    summary: 'List reports',
    description: 'Newest first.',
    caller: 'any',
    scope: 'read',
    query: reportQuery,
    notes: {
      machine_id: 'Only of this machine, by name or id.',
      cursor: 'next_cursor of the page before.',
      limit: 'At most so many on a page.',
    },
    answers: { 200: { description: 'A page of reports.', schema: reportPage } },
    faults: ['NOT_FOUND'],
    example: { query: { machine_id: SAMPLE.machine } },
  },
  {
    group: 'Reports',
    method: 'GET',
    path: '/api/v1/reports/{report}',
    summary: 'Show how far a report is',
    caller: 'any',
    scope: 'read',
    notes,
    answers: { 200: { description: 'The report.', schema: report } },
    example: { params },
  },
  {
    group: 'Reports',
    method: 'GET',
    path: '/api/v1/reports/{report}/download',
    summary: 'Download a report',
    caller: 'any',
    scope: 'read',
    notes,
    answers: { 200: { description: 'The PDF.', files: ['application/pdf'] } },
    faults: ['CONFLICT'],
    example: { params },
  },
];
