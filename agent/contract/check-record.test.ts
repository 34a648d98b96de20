import { describe, expect, test } from 'vitest';
import { checkRecord } from './check-record.ts';
import { collectionRecord } from './record.ts';

const RECORD = { timestamp: 1767813011, ms: 120, subsystem: '/proc/stat', measurement: 'cpu 1' };

describe('checkRecord says the same as the schema of', () => {
  test.each<[string, unknown]>([
    ['a record', RECORD],
    ['a record without ms', { timestamp: 0, subsystem: 'x', measurement: '' }],
    ['a record with more fields', { ...RECORD, host: 'a' }],
    ['null', null],
    ['a list', [RECORD]],
    ['text', 'cpu 1'],
    ['no timestamp', { ...RECORD, timestamp: undefined }],
    ['a timestamp as text', { ...RECORD, timestamp: '1767813011' }],
    ['a timestamp in milliseconds', { ...RECORD, timestamp: 1767813011000 }],
    ['a negative timestamp', { ...RECORD, timestamp: -1 }],
    ['a broken timestamp', { ...RECORD, timestamp: 1.5 }],
    ['1,000 ms', { ...RECORD, ms: 1000 }],
    ['ms null', { ...RECORD, ms: null }],
    ['an empty subsystem', { ...RECORD, subsystem: '' }],
    ['a long subsystem', { ...RECORD, subsystem: 'x'.repeat(513) }],
    ['a measurement that is a number', { ...RECORD, measurement: 1 }],
    ['a measurement of more than 4 MiB', { ...RECORD, measurement: 'x'.repeat(4 * 1024 * 1024 + 1) }],
  ])('%s', (_name, value) => {
    expect(checkRecord(value) === null).toBe(collectionRecord.safeParse(value).success);
  });
});
