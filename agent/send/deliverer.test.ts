import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { Spool } from '../spool/spool.ts';
import { createTransport } from './create-transport.ts';
import { Deliverer, type DelivererOptions } from './deliverer.ts';
import { KeyRing } from './key-ring.ts';
import { type Answer, answer, openPeer, type Peer } from './testing/open-peer.ts';
import type { Transport } from './transport.ts';

let peer: Peer;
let log: Record<string, unknown>[];
let open: Deliverer[];
let folder: string;
let spool: Spool;

beforeEach(async () => {
  peer = await openPeer();
  log = [];
  open = [];
  folder = mkdtempSync(join(tmpdir(), 'deliverer-'));
});
afterEach(async () => {
  await Promise.all(open.map((deliverer) => deliverer.close(0)));
  spool.close();
  await peer.close();
  rmSync(folder, { recursive: true });
});

function openTransport(timeoutMs: number, keys = { current: 'pmk_a_b' }): Transport {
  return createTransport({ server: peer.url, key: () => keys.current, userAgent: 'pcc/test', timeoutMs });
}

function openSpool(limitBytes = 1024 * 1024): Spool {
  spool = new Spool({
    folder: join(folder, 'spool'),
    limitBytes,
    maxAgeMs: 86_400_000,
    memoryBytes: 1024 * 1024,
    segmentBytes: 2000,
    log: createLog('debug', (line) => log.push(JSON.parse(line))),
  });
  return spool;
}

interface Options extends Partial<DelivererOptions> {
  limitBytes?: number;
}

function openDeliverer({ limitBytes = 1024 * 1024, ...options }: Options = {}): Deliverer {
  const own = createLog('debug', (line) => log.push(JSON.parse(line)));
  const keys = new KeyRing({ apikey: 'pmk_a_b', keyFile: join(folder, 'key'), log: own });
  const deliverer = new Deliverer({
    spool: openSpool(limitBytes),
    transport: openTransport(5000, keys),
    keys,
    identifier: 'server01',
    batchMs: 0,
    retryMaxMs: 20,
    log: own,
    ...options,
  });
  open.push(deliverer);
  return deliverer;
}

const tick = (n: number, size = 10) => [
  { timestamp: 1_767_813_000 + n, ms: 0, subsystem: '/proc/stat', measurement: 'x'.repeat(size) },
];

/** Pushes `count` ticks; the first goes alone, the others behind it. */
const push = (deliverer: Deliverer, count: number): void => {
  for (let n = 0; n < count; n += 1) deliverer.push(tick(n));
};

const storedOnce = (count: number) =>
  vi.waitFor(() => expect([...peer.stored.values()]).toEqual(Array.from({ length: count }, () => 1)), 10_000);

const events = (event: string) => log.filter((line) => line.event === event);

const refuse = (code: string, details: object = {}): Answer =>
  answer(400, { status: 'error', error_code: code, message: 'no', details });

const resetAfterCommit: Answer = (delivery, response) => {
  const { socket } = response;
  peer.store(delivery, { end: () => socket?.resetAndDestroy() } as unknown as typeof response);
};

describe('Deliverer', () => {
  test('sends what the contract says, to a name below localhost', async () => {
    push(openDeliverer(), 1);
    await storedOnce(1);
    const [{ body, request }] = peer.deliveries as [Peer['deliveries'][0]];
    expect(body).toEqual({
      identifier: 'server01',
      stream: expect.stringMatching(/^[0-9a-f-]{36}$/),
      first_seq: 1,
      snapshots: [{ records: tick(0) }],
    });
    expect(request.method).toBe('POST');
    expect(request.url).toBe('/api/v1/trickle');
    expect(request.headers).toMatchObject({
      apikey: 'pmk_a_b',
      'content-encoding': 'gzip',
      'user-agent': 'pcc/test',
    });
    expect(request.headers.host).toMatch(/^demo\.localhost:\d+$/);
  });

  test('numbers snapshots from 1 and stores each once', async () => {
    const deliverer = openDeliverer();
    push(deliverer, 20);
    await storedOnce(20);
    expect(await deliverer.close(20_000)).toBe(0);
    expect(deliverer.counts).toEqual({ sent: 20, acked: 20, dropped: 0 });
  });

  test.each<[string, Answer]>([
    ['500', answer(500, 'oops')],
    ['429 with Retry-After', answer(429, { error_code: 'RATE_LIMITED' }, { 'retry-after': '0' })],
    ['503 with a page', answer(503, '<html>')],
    ['200 with garbage', answer(200, 'garbage')],
    ['200 without acknowledgement', answer(200, { error: null, acked_through: 0 })],
    ['400 of a proxy', answer(400, '<html>Bad Request')],
    ['401', answer(401, { error_code: 'API_KEY_REVOKED' })],
    ['404', answer(404, { error_code: 'UNKNOWN_TENANT' })],
    ['a redirect', answer(308, '', { location: 'https://elsewhere.example/' })],
    ['a reset', (_delivery, response) => response.socket?.resetAndDestroy()],
    ['a reset after the commit', resetAfterCommit],
    [
      'half an answer',
      (_delivery, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"error":null', () => response.socket?.destroy());
      },
    ],
  ])('after %s sends the same bytes again', async (_name, fault) => {
    peer.script.push(fault, fault, fault);
    const deliverer = openDeliverer();
    push(deliverer, 3);
    await storedOnce(3);
    const batches = new Map(peer.deliveries.map(({ body, bytes }) => [body.first_seq, bytes]));
    for (const { body, bytes } of peer.deliveries) expect(bytes).toEqual(batches.get(body.first_seq));
    expect(peer.deliveries.length).toBeGreaterThan(batches.size);
    // Stored is not yet acknowledged, and one that fails while it closes does not try again.
    await expect.poll(() => deliverer.counts.acked, { timeout: 10_000 }).toBe(3);
    expect(await deliverer.close(20_000)).toBe(0);
    expect(deliverer.counts).toMatchObject({ acked: 3, dropped: 0 });
  });

  test('after no answer at all sends the same bytes again', async () => {
    const never: Answer = () => undefined;
    peer.script.push(never, never);
    push(openDeliverer({ transport: openTransport(100) }), 1);
    await storedOnce(1);
    for (const { bytes } of peer.deliveries) expect(bytes).toEqual(peer.deliveries[0]?.bytes);
    expect(events('delivery failed')[0]).toMatchObject({ reason: 'no answer within 100 ms' });
  });

  test('says once that it is denied, keeps what waits and goes on when it may', async () => {
    peer.script.push(...Array.from({ length: 5 }, () => answer(403, { error_code: 'TENANT_SUSPENDED' })));
    push(openDeliverer(), 4);
    await storedOnce(4);
    expect(events('portal denies delivery; what waits is kept')).toHaveLength(1);
    expect(events('delivery works again')).toHaveLength(1);
  });

  test('halves a batch that is too large, down to the one snapshot that never fits', async () => {
    const tooLarge: Answer = (delivery, response) =>
      delivery.body.snapshots.some(({ records }) =>
        records.some(({ timestamp }) => timestamp === 1_767_813_005),
      )
        ? answer(413, { error_code: 'BODY_TOO_LARGE' })(delivery, response)
        : peer.store(delivery, response);
    peer.script.push(...Array.from({ length: 20 }, () => tooLarge));
    const deliverer = openDeliverer();
    push(deliverer, 10);
    await storedOnce(9);
    expect(deliverer.counts.dropped).toBe(1);
    expect(events('snapshot refused and dropped')).toMatchObject([{ seq: 6 }]);
  });

  test('takes out the snapshot that the portal names and declares the hole', async () => {
    const poison: Answer = (delivery, response) => {
      const index = delivery.body.snapshots.findIndex(
        ({ records }) => records[0]?.timestamp === 1_767_813_003,
      );
      if (index < 0) peer.store(delivery, response);
      else refuse('INVALID_INPUT', { index })(delivery, response);
    };
    peer.script.push(...Array.from({ length: 20 }, () => poison));
    push(openDeliverer(), 8);
    await storedOnce(7);
    expect(events('snapshot refused and dropped')).toMatchObject([
      { seq: 4, reason: '400 INVALID_INPUT no' },
    ]);
    expect(peer.deliveries.at(-1)?.body.gap).toEqual({ from: 4, to: 4, reason: 'refused' });
  });

  test('bisects down to a snapshot that the portal does not name', async () => {
    const poison: Answer = (delivery, response) =>
      delivery.body.snapshots.some(({ records }) => records[0]?.timestamp === 1_767_813_006)
        ? refuse('INVALID_JSON')(delivery, response)
        : peer.store(delivery, response);
    peer.script.push(...Array.from({ length: 30 }, () => poison));
    push(openDeliverer(), 12);
    await storedOnce(11);
    expect(events('snapshot refused and dropped')).toMatchObject([{ seq: 7 }]);
  });

  test('sends again what the portal lost after it had acknowledged it', async () => {
    const deliverer = openDeliverer();
    push(deliverer, 3);
    await storedOnce(3);
    peer.script.push(answer(409, { error_code: 'SEQUENCE_GAP', details: { expected: 2 } }));
    push(deliverer, 1);
    await storedOnce(4);
    expect(peer.deliveries.at(-1)?.body).toMatchObject({ first_seq: 2, snapshots: { length: 3 } });
    expect(peer.deliveries.at(-1)?.body.gap).toBeUndefined();
  });

  test('declares what the portal lost and nobody has', async () => {
    const deliverer = openDeliverer();
    for (let n = 0; n < 3; n += 1) {
      deliverer.push(tick(n, 1500));
      await storedOnce(n + 1);
    }
    peer.script.push(answer(409, { error_code: 'SEQUENCE_GAP', details: { expected: 1 } }));
    deliverer.push(tick(4));
    await vi.waitFor(() => expect(spool.waiting).toBe(0), 10_000);
    const { gap, first_seq } = peer.deliveries.at(-1)?.body ?? {};
    expect(gap).toEqual({ from: 1, to: (first_seq ?? 0) - 1, reason: 'lost_by_server' });
  });

  test.each<[string, Answer]>([
    ['has other content under its numbers', answer(422, { error_code: 'SEQUENCE_MISMATCH' })],
    [
      'waits for a number never reached',
      answer(409, { error_code: 'SEQUENCE_GAP', details: { expected: 99 } }),
    ],
    ['has more than was ever sent', answer(200, { error: null, acked_through: 99 })],
    ['has the stream of another machine', answer(409, { error_code: 'CONFLICT' })],
  ])('starts a new stream when the portal %s', async (_name, fault) => {
    peer.script.push(fault);
    push(openDeliverer(), 3);
    await storedOnce(3);
    const streams = new Set(peer.deliveries.map(({ body }) => body.stream));
    expect(streams.size).toBe(2);
    expect(peer.deliveries[1]?.body.first_seq).toBe(1);
  });

  test('drops the oldest when the spool is full, says so and declares the hole', async () => {
    let release: () => void = () => undefined;
    peer.script.push((delivery, response) => {
      release = () => peer.store(delivery, response);
    });
    const deliverer = openDeliverer({ limitBytes: 5000 });
    deliverer.push(tick(0));
    await vi.waitFor(() => expect(peer.deliveries).toHaveLength(1));
    for (let n = 1; n < 10; n += 1) deliverer.push(tick(n, 1900));
    release();
    await vi.waitFor(() => expect(spool.waiting).toBe(0), 10_000);
    expect(deliverer.counts).toMatchObject({ acked: 3, dropped: 7 });
    expect(events('spool full, oldest snapshots dropped').length).toBeGreaterThan(0);
    expect(peer.deliveries[1]?.body).toMatchObject({
      first_seq: 9,
      gap: { from: 2, to: 8, reason: 'spool_overflow' },
    });
  });

  test('after a restart sends the batch that was on its way as it was, then the rest', async () => {
    peer.script.push((delivery, response) => {
      peer.store(delivery, { end: () => response.socket?.resetAndDestroy() } as unknown as typeof response);
    });
    const options = { retryMaxMs: 3_600_000 };
    const first = openDeliverer(options);
    push(first, 3);
    await vi.waitFor(() => expect(events('delivery failed')).toHaveLength(1));
    push(first, 2);
    await first.close(0);
    spool.close();
    openDeliverer(options);
    await storedOnce(5);
    const [before] = peer.deliveries;
    const again = peer.deliveries.filter(({ body }) => body.first_seq === before?.body.first_seq);
    const rest = peer.deliveries.filter((delivery) => !again.includes(delivery));
    expect(again.length).toBeGreaterThan(1);
    for (const { bytes } of again) expect(bytes).toEqual(before?.bytes);
    expect(rest[0]?.body.first_seq).toBe((before?.body.snapshots.length ?? 0) + 1);
  });

  test('takes over the successor of its key, stores it, and goes back when it is refused', async () => {
    const announce: Answer = (_delivery, response) =>
      response.end(JSON.stringify({ error: null, acked_through: 1, successor_key: 'pmk_b_cde' }));
    peer.script.push(announce);
    const deliverer = openDeliverer({ retryMaxMs: 3_600_000 });
    push(deliverer, 1);
    await vi.waitFor(() => expect(spool.waiting).toBe(0), 10_000);
    expect(readFileSync(join(folder, 'key'), 'utf8')).toBe('pmk_b_cde\nreplaces pmk_a\n');
    peer.script.push(announce, answer(401, { error_code: 'API_KEY_REVOKED' }), announce);
    await vi.waitFor(() => {
      if (spool.waiting === 0) push(deliverer, 1);
      expect(peer.deliveries).toHaveLength(4);
    }, 10_000);
    const sent = peer.deliveries.map(({ request }) => request.headers.apikey);
    expect(sent).toEqual(['pmk_a_b', 'pmk_b_cde', 'pmk_b_cde', 'pmk_a_b']);
  });

  test('at the end delivers what waits, once, and answers what is left', async () => {
    const never: Answer = () => undefined;
    peer.script.push(answer(500, ''), never);
    const deliverer = openDeliverer({ retryMaxMs: 3_600_000 });
    push(deliverer, 4);
    await vi.waitFor(() => expect(events('delivery failed')).toHaveLength(1));
    expect(await deliverer.close(50)).toBe(4);
    expect(deliverer.counts.acked).toBe(0);
  });
});
