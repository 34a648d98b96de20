import { quality } from '#server/openapi/answers/quality.ts';
import { series } from '#server/openapi/answers/series.ts';
import { stats } from '#server/openapi/answers/stats.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { rangeQuery, seriesQuery } from '../../machines/[machine]/metrics/metrics-input.ts';
import { exportQuery } from '../../performance/export/export-input.ts';

const params = { machine: SAMPLE.machine };
const range = { start: SAMPLE.start, end: SAMPLE.end };
/** What exports are sent as. */
const FILES = ['text/csv', 'application/x-ndjson', 'application/vnd.apache.parquet', 'application/zip'];
const notes = {
  machine: 'The machine’s name (machine_id), or its id.',
  start: 'Included. Default: 24 hours before end.',
  end: 'Not included. Default: now.',
};

export const metricOperations: readonly Operation[] = [
  {
    group: 'Metrics',
    method: 'GET',
    path: '/api/v1/machines/{machine}/metrics/{topic}',
    summary: 'Get metrics over time',
    description:
      'Column by column, in buckets aligned to the clock, each with average, minimum and maximum, so that a spike stays visible however long the range is. Where there are fewer samples than max_points, each sample is a bucket.',
    caller: 'any',
    scope: 'read',
    query: seriesQuery,
    notes: {
      ...notes,
      topic: 'cpu, memory, disk, network, filesystem or container.',
      max_points: 'About so many buckets.',
      step: 'Instead of max_points the width of a bucket: 15s, 1m, 5m, 1h or seconds.',
      aggregate: 'Of avg, min and max those that are wanted, with commas.',
      metrics: 'Only these metrics, with commas.',
      entities: 'Only these CPUs, disks …, with commas.',
    },
    answers: { 200: { description: 'The series.', schema: series } },
    example: { params: { ...params, topic: 'cpu' }, query: { ...range, max_points: '60' } },
  },
  {
    group: 'Metrics',
    method: 'GET',
    path: '/api/v1/machines/{machine}/metrics/stats',
    summary: 'Get statistics of a range',
    description:
      'Minimum, maximum, average, standard deviation and percentiles (linear interpolation, type 7) of every metric, exact wherever raw samples are kept.',
    caller: 'any',
    scope: 'read',
    query: rangeQuery,
    notes,
    answers: { 200: { description: 'The figures.', schema: stats } },
    example: { params, query: range },
  },
  {
    group: 'Metrics',
    method: 'GET',
    path: '/api/v1/machines/{machine}/quality',
    summary: 'Judge the samples of a range',
    description:
      'Which are missing, what interrupted them, which values cannot be; and a score, with its reasons.',
    caller: 'any',
    scope: 'read',
    query: rangeQuery,
    notes,
    answers: { 200: { description: 'The quality.', schema: quality } },
    example: { params, query: range },
  },
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
      kind: 'host, or one line per CPU, disk, interface, file system or container; all: a zip of them.',
    },
    answers: { 200: { description: 'The file.', files: FILES } },
    faults: ['NOT_FOUND'],
    example: {
      query: { machine_id: SAMPLE.machine, start: SAMPLE.start, end: SAMPLE.end, resolution: '1m' },
    },
  },
];
