import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createTransport } from './create-transport.ts';
import { Deliverer, type DelivererOptions } from './deliverer.ts';
import { type Answer, answer, openPeer, type Peer } from './testing/open-peer.ts';

let peer: Peer;
let log: Record<string, unknown>[];
let open: Deliverer[];

beforeEach(async () => {
  peer = await openPeer();
  log = [];
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((deliverer) => deliverer.close(0)));
  await peer.close();
});

function openDeliverer(options: Partial<DelivererOptions> = {}): Deliverer {
  const deliverer = new Deliverer({
    transport: createTransport({
      server: peer.url,
      apikey: 'pmk_a_b',
      userAgent: 'pcc/test',
      timeoutMs: 5000,
    }),
    identifier: 'server01',
    queueBytes: 1024 * 1024,
    batchMs: 0,
    retryMaxMs: 20,
    log: createLog('debug', (line) => log.push(JSON.parse(line))),
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
    expect(await deliverer.close(1000)).toBe(0);
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
    expect(await deliverer.close(1000)).toBe(0);
    expect(deliverer.counts).toMatchObject({ acked: 3, dropped: 0 });
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

  test('declares what the portal lost after it had acknowledged it', async () => {
    const deliverer = openDeliverer();
    push(deliverer, 5);
    await storedOnce(5);
    peer.script.push(answer(409, { error_code: 'SEQUENCE_GAP', details: { expected: 3 } }));
    push(deliverer, 1);
    await vi.waitFor(() => expect(deliverer.counts.acked).toBe(6), 10_000);
    expect(peer.deliveries.at(-1)?.body.gap).toEqual({ from: 3, to: 5, reason: 'lost_by_server' });
  });

  test.each<[string, Answer]>([
    ['has other content under its numbers', answer(422, { error_code: 'SEQUENCE_MISMATCH' })],
    [
      'waits for a number never reached',
      answer(409, { error_code: 'SEQUENCE_GAP', details: { expected: 99 } }),
    ],
  ])('starts a new stream when the portal %s', async (_name, fault) => {
    peer.script.push(fault);
    push(openDeliverer(), 3);
    await storedOnce(3);
    const streams = new Set(peer.deliveries.map(({ body }) => body.stream));
    expect(streams.size).toBe(2);
    expect(peer.deliveries[1]?.body.first_seq).toBe(1);
  });

  test('drops the oldest when the queue is full, says so and declares the hole', async () => {
    let release: () => void = () => undefined;
    peer.script.push((delivery, response) => {
      release = () => peer.store(delivery, response);
    });
    const deliverer = openDeliverer({ queueBytes: 5000 });
    deliverer.push(tick(0));
    await vi.waitFor(() => expect(peer.deliveries).toHaveLength(1));
    for (let n = 1; n < 10; n += 1) deliverer.push(tick(n, 1000));
    release();
    await vi.waitFor(() => expect(deliverer.counts.acked).toBe(5), 10_000);
    expect(deliverer.counts.dropped).toBe(5);
    expect(events('queue full, oldest snapshots dropped').length).toBeGreaterThan(0);
    expect(peer.deliveries[1]?.body).toMatchObject({
      first_seq: 7,
      gap: { from: 2, to: 6, reason: 'queue_overflow' },
    });
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
