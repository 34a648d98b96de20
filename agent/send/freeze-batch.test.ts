import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { freezeBatch } from './freeze-batch.ts';

const snapshots = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ records: [{ timestamp: n, measurement: 'cpu 1 2 3' }] }),
  );

test.each([1, 2, 15, 8000])(
  '%i snapshots come out as they went in, the same bytes each time',
  async (count) => {
    const run = { firstSeq: 5, lastSeq: 4 + count, snapshots: snapshots(count), gap: null };
    const { body } = await freezeBatch(run, { identifier: 'web "1"', stream: 's' });
    expect(JSON.parse(gunzipSync(body).toString())).toEqual({
      identifier: 'web "1"',
      stream: 's',
      first_seq: 5,
      snapshots: run.snapshots.map((text) => JSON.parse(text) as object),
    });
    expect((await freezeBatch(run, { identifier: 'web "1"', stream: 's' })).body).toEqual(body);
  },
);
