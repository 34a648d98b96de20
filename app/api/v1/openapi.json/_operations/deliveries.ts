import { trickleAnswer, trickleBody } from '#agent/contract/trickle.ts';
import { trickleStatusAnswer } from '#server/openapi/answers/trickle-status.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';

/** The second of the example's snapshot. */
const timestamp = Date.parse(SAMPLE.start) / 1000;

export const deliveryOperations: readonly Operation[] = [
  {
    group: 'Deliveries',
    method: 'POST',
    path: '/api/v1/trickle',
    summary: 'Deliver snapshots',
    description: `What the agent does. Each snapshot is what some files of /proc held at one moment; the portal computes the metrics. Snapshots of a stream are numbered from first_seq on: those at or below acked_through are dropped, so a delivery can be repeated; a hole is refused, unless gap declares it. The answer comes after the commit.
At most 1 MiB as sent (gzip is read), 16 MiB unpacked and 3,600 snapshots. A malformed snapshot is named by details.index, and nothing is stored.
Agents of the earlier system send {"identifier","measurements"} to /v1/trickle.`,
    caller: 'key',
    scope: 'ingest',
    body: trickleBody,
    answers: { 200: { description: 'All up to acked_through is stored.', schema: trickleAnswer } },
    faults: [
      'TIMESTAMP_OUT_OF_RANGE',
      'BATCH_TOO_LARGE',
      'MACHINE_MISMATCH',
      'MACHINE_NOT_REGISTERED',
      'SEQUENCE_GAP',
      'SEQUENCE_MISMATCH',
    ],
    example: {
      body: {
        identifier: SAMPLE.machine,
        stream: 'c2b7a1de-58f4-4c0b-9e63-7f1d2a4b8c95',
        first_seq: 1,
        snapshots: [
          {
            records: [
              { timestamp, subsystem: '/proc/uptime', measurement: '86400.12 172000.50\n' },
              { timestamp, subsystem: '/proc/stat', measurement: 'cpu  8400 0 2100 160000 90 0 30 0 0 0\n' },
            ],
          },
        ],
      },
    },
  },
  {
    group: 'Deliveries',
    method: 'GET',
    path: '/api/v1/trickle/status',
    summary: 'Show what has arrived of a machine',
    description: 'Of the machine that the key is for.',
    caller: 'key',
    scope: 'ingest',
    answers: { 200: { description: 'The state of its deliveries.', schema: trickleStatusAnswer } },
    faults: ['INVALID_INPUT', 'NOT_FOUND'],
    example: {},
  },
];
