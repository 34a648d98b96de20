import { expect, test } from 'vitest';
import { readVerdict } from './read-verdict.ts';

const BATCH = { firstSeq: 41, lastSeq: 55, body: Buffer.alloc(0) };
const ack = (through: unknown) => JSON.stringify({ error: null, acked_through: through });
const error = (code: string, details: object = {}) =>
  JSON.stringify({ status: 'error', error_code: code, message: 'why', details });

test.each([
  ['all', 200, ack(55), { type: 'acked', through: 55 }],
  ['a part', 200, ack(43), { type: 'acked', through: 43 }],
  ['more than was sent', 200, ack(99), { type: 'acked', through: 99, successorKey: null }],
  [
    'a successor of the key',
    200,
    '{"error":null,"acked_through":55,"successor_key":"pmk_b_c"}',
    { type: 'acked', successorKey: 'pmk_b_c' },
  ],
  [
    'a successor that is no text',
    200,
    '{"error":null,"acked_through":55,"successor_key":5}',
    { successorKey: null },
  ],
  ['nothing', 200, ack(40), { type: 'later' }],
  ['a text', 200, ack('55'), { type: 'later' }],
  ['no object', 200, '[]', { type: 'later' }],
  ['empty', 200, '', { type: 'later' }],
  ['an error with status 200', 200, '{"error":"no","acked_through":55}', { type: 'later' }],
  ['a hole', 409, error('SEQUENCE_GAP', { expected: 38 }), { type: 'gap', expected: 38 }],
  ['a hole without a number', 409, error('SEQUENCE_GAP'), { type: 'later' }],
  ['a stream of another machine', 409, error('CONFLICT'), { type: 'mismatch' }],
  ['other content', 422, error('SEQUENCE_MISMATCH'), { type: 'mismatch' }],
  [
    'a poison record',
    400,
    error('INVALID_INPUT', { index: 2 }),
    { type: 'poison', seq: 43, reason: '400 INVALID_INPUT why' },
  ],
  ['an index outside', 400, error('INVALID_INPUT', { index: 15 }), { type: 'smaller' }],
  ['a negative index', 400, error('INVALID_INPUT', { index: -1 }), { type: 'smaller' }],
  ['a refusal without an index', 400, error('INVALID_JSON'), { type: 'smaller' }],
  ['a proxy’s refusal', 400, '<html>', { type: 'later' }],
  ['too large', 413, '', { type: 'smaller' }],
  ['a revoked key', 401, error('API_KEY_REVOKED'), { type: 'denied', reason: '401 API_KEY_REVOKED why' }],
  ['a redirect', 302, '', { type: 'later' }],
  ['an unknown tenant', 404, error('UNKNOWN_TENANT'), { type: 'later', reason: '404 UNKNOWN_TENANT why' }],
  ['teapot', 418, '', { type: 'later' }],
])('%s', (_name, status, body, verdict) => {
  expect(readVerdict({ status, headers: {}, body }, BATCH)).toMatchObject(verdict);
});

test('passes on how long to wait', () => {
  const verdict = readVerdict({ status: 503, headers: { 'retry-after': '7' }, body: '' }, BATCH);
  expect(verdict).toEqual({ type: 'later', reason: '503', waitMs: 7000 });
});
