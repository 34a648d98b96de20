import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { trickleBody } from '../../agent/contract/trickle.ts';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { readRecording } from './read-recording.ts';
import { commonBody, deliveryBody } from './trickle-body.ts';

test('is a delivery of pcc, its facts in the first tick only', () => {
  const ticks = readRecording().slice(0, 8);
  const common = commonBody(ticks, { from: 2, seconds: 1_800_000_000, count: 3, facts: true });
  const agent = { identifier: 'm1', stream: randomUUID(), first_seq: 11 };
  const body = trickleBody.parse(JSON.parse(gunzipSync(deliveryBody(common, agent)).toString()));
  expect(body).toMatchObject(agent);
  const snapshots = body.snapshots.map(({ records }) => parseSnapshot(records));
  expect(snapshots.map(({ time }) => time)).toEqual(
    [0, 1, 2].map((second) => (1_800_000_000 + second) * 1000),
  );
  expect(snapshots.map(({ host }) => host?.hostname)).toEqual(['bench-host', undefined, undefined]);
});
