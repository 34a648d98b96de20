import { describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { answer } from './answer.ts';
import { currentRequestId } from './request-scope.ts';
import { json } from './to-response.ts';

const request = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://demo.localhost/api/v1/x', { method, headers });
const body = { machines: ['ärger'] };
const get = (headers: Record<string, string> = {}) => answer(request(headers), async () => json(body));

describe('the id of a request', () => {
  test('is on the answer, in faults and known to what is done meanwhile', async () => {
    const given = 'id-of-our-proxy';
    const seen: unknown[] = [];
    const response = await answer(request({ 'x-request-id': given }), async () => {
      await Promise.resolve();
      seen.push(currentRequestId());
      throw new AppError('NOT_FOUND', 'No.');
    });
    expect(seen).toEqual([given]);
    expect(response.headers.get('x-request-id')).toBe(given);
    expect(await response.json()).toMatchObject({ error_code: 'NOT_FOUND', request_id: given });
    expect(currentRequestId()).toBeUndefined();
  });

  test('is one of ours without any, and each request has its own', async () => {
    const ids = await Promise.all(
      [1, 2].map(() =>
        answer(request({ 'x-request-id': 'a\tb' }), async () => {
          throw new Error('a bug');
        }).then(async (response) => [
          response.headers.get('x-request-id'),
          (await response.json()).request_id,
        ]),
      ),
    );
    for (const [header, told] of ids) expect(header).toBe(told);
    expect(ids[0]?.[0]).not.toBe(ids[1]?.[0]);
  });
});

describe('what the caller has already', () => {
  test('is not sent again', async () => {
    const first = await get();
    const etag = String(first.headers.get('etag'));
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(await first.json()).toEqual(body);
    for (const asked of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
      const again = await get({ 'if-none-match': asked });
      expect(again.status, asked).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('content-type')).toBeNull();
      expect(again.headers.get('x-request-id')).not.toBeNull();
      expect(await again.text()).toBe('');
    }
    for (const asked of ['', '"x"', etag.slice(3, -1), `${etag.slice(0, -2)}"`])
      expect((await get({ 'if-none-match': asked })).status, asked).toBe(200);
  });

  test('other content has another tag', async () => {
    const other = await answer(request(), async () => json({ machines: [] }));
    expect(other.headers.get('etag')).not.toBe((await get()).headers.get('etag'));
  });

  test('only good answers to GET have one', async () => {
    const headers = { 'if-none-match': '*' };
    for (const [asked, status] of [
      [request(headers, 'POST'), 200],
      [request(headers), 202],
    ] as const) {
      const response = await answer(asked, async () => json(body, status));
      expect(response.status).toBe(status);
      expect(response.headers.get('etag')).toBeNull();
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    const fault = await answer(request(headers), async () => {
      throw new AppError('NOT_FOUND', 'No.');
    });
    expect(fault.status).toBe(404);
  });

  test('a stream is never read for a tag; one with a tag of its own is not begun', async () => {
    let state = 'untouched';
    const stream = () =>
      new ReadableStream(
        {
          pull: (controller) => {
            state = 'read';
            controller.enqueue(new Uint8Array(1));
            controller.close();
          },
          cancel: () => {
            state = 'cancelled';
          },
        },
        { highWaterMark: 0 },
      );
    const plain = await answer(request({ 'if-none-match': '*' }), async () => new Response(stream()));
    expect([plain.status, plain.headers.get('etag'), state]).toEqual([200, null, 'untouched']);
    const tagged = () => new Response(stream(), { headers: { ETag: '"abc"' } });
    expect((await answer(request({ 'if-none-match': '"abc"' }), async () => tagged())).status).toBe(304);
    expect(state).toBe('cancelled');
    const sent = await answer(request({ 'if-none-match': '"abd"' }), async () => tagged());
    expect((await sent.bytes()).length).toBe(1);
  });
});
