import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { exportQuery } from '../../performance/export/export-input.ts';

export const exportOperations: readonly Operation[] = [
  {
    group: 'Metrics',
    method: 'GET',
    path: '/api/v1/performance/export',
    summary: 'Export samples as a file',
    description:
      'CSV, JSON lines or Parquet. A CSV starts with timestamp (Unix seconds), machine_id and the columns an upload needs; missing values are empty.',
    caller: 'any',
    scope: 'read',
    query: exportQuery,
    notes: {
      machine_id: 'The machine’s name, or its id.',
      start: 'Default: 24 hours before end.',
      end: 'Not included. Default: now.',
      format: 'csv, json (one object per line) or parquet.',
      resolution: 'raw, or the average of each such interval, aligned to the clock.',
      kind: 'host, or one line per CPU, disk, interface, file system or container.',
    },
    answers: { 200: { description: 'The file.', contentType: 'text/csv' } },
    faults: ['NOT_FOUND'],
    example: {
      query: { machine_id: SAMPLE.machine, start: SAMPLE.start, end: SAMPLE.end, resolution: '1m' },
    },
  },
];
