import { describe, expect, test } from 'vitest';
import { parseDelivery } from './parse-delivery.ts';

const RECORD = { timestamp: 1767813011, ms: 5, subsystem: '/proc/stat', measurement: 'cpu 1' };
const BODY = {
  identifier: 'server01',
  stream: '00000000-0000-4000-8000-000000000001',
  first_seq: 41,
  snapshots: [{ records: [RECORD] }],
};

describe('parseDelivery', () => {
  test('reads numbered snapshots', () => {
    const gap = { from: 38, to: 40, reason: 'spool_overflow' };
    expect(parseDelivery({ ...BODY, gap })).toEqual({
      kind: 'numbered',
      identifier: 'server01',
      stream: BODY.stream,
      firstSeq: 41,
      gap: { from: 38, to: 40 },
      snapshots: [{ time: 1767813011005, records: [RECORD] }],
    });
  });

  test('groups the measurements of an earlier agent by time', () => {
    const later = { ...RECORD, timestamp: 1767813016 };
    expect(
      parseDelivery({
        identifier: 'a',
        measurements: [RECORD, later, { ...RECORD, subsystem: 'x' }, RECORD],
      }),
    ).toEqual({
      kind: 'measurements',
      identifier: 'a',
      snapshots: [
        { time: 1767813011005, records: [RECORD, { ...RECORD, subsystem: 'x' }] },
        { time: 1767813016005, records: [later] },
      ],
    });
  });

  test.each<[string, unknown, string, object]>([
    ['a list', [], 'must be a JSON object', {}],
    ['null', null, 'must be a JSON object', {}],
    ['a number as identifier', { ...BODY, identifier: 1 }, '"identifier" must be a text', {}],
    ['no stream', { ...BODY, stream: undefined }, '"stream" must be a UUID', {}],
    ['a stream that is a path', { ...BODY, stream: '../x' }, '"stream" must be a UUID', {}],
    ['number 0', { ...BODY, first_seq: 0 }, '"first_seq" must be', {}],
    ['a number as text', { ...BODY, first_seq: '1' }, '"first_seq" must be', {}],
    ['no snapshots', { ...BODY, snapshots: [] }, '"snapshots" must be a list', {}],
    [
      'a snapshot that is none',
      { ...BODY, snapshots: [...BODY.snapshots, 7] },
      '"records" of snapshot 1',
      { index: 1 },
    ],
    [
      'a snapshot without records',
      { ...BODY, snapshots: [{ records: [] }] },
      '"records" of snapshot 0',
      { index: 0 },
    ],
    [
      'a snapshot of two times',
      { ...BODY, snapshots: [{ records: [RECORD, { ...RECORD, ms: 6 }] }] },
      'records of different times',
      { index: 0 },
    ],
    [
      'a malformed record',
      { ...BODY, snapshots: [{ records: [{ ...RECORD, timestamp: -1 }] }] },
      'Record 0 of "records" of snapshot 0 is malformed: timestamp must be',
      { index: 0 },
    ],
    ['a gap that is none', { ...BODY, gap: { from: 1 } }, '"gap" must have', {}],
    ['no measurements', { measurements: [] }, '"measurements" must be a list', {}],
    ['a measurement that is none', { measurements: [null] }, 'not a JSON object', {}],
  ])('refuses %s', (_name, body, message, details) => {
    expect(() => parseDelivery(body)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', details }));
    expect(() => parseDelivery(body)).toThrow(message);
  });

  test('refuses more snapshots than are taken at once', () => {
    const snapshots = Array.from({ length: 3601 }, () => BODY.snapshots[0]);
    expect(() => parseDelivery({ ...BODY, snapshots })).toThrow(
      expect.objectContaining({ code: 'BATCH_TOO_LARGE' }),
    );
  });
});
