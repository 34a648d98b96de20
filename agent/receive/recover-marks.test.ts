import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { CollectionFile } from './collection-file.ts';
import { CollectionWriter } from './collection-writer.ts';
import { type Delivery, parseDelivery } from './parse-delivery.ts';
import { recoverMarks } from './recover-marks.ts';

const STREAM = '00000000-0000-4000-8000-000000000001';
const log = createLog('error', () => undefined);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcd-'));
  path = join(folder, 'server01.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const numbered = (firstSeq: number, count = 1, stream = STREAM): Delivery =>
  parseDelivery({
    stream,
    first_seq: firstSeq,
    snapshots: Array.from({ length: count }, (_, index) => ({
      records: [
        { timestamp: firstSeq + index, subsystem: 'test', measurement: `${stream} ${firstSeq + index} "\n` },
      ],
    })),
  });

const unnumbered = (...times: number[]): Delivery =>
  parseDelivery({
    measurements: times.map((timestamp) => ({ timestamp, subsystem: 'test', measurement: '' })),
  });

async function submit(...deliveries: Delivery[]): Promise<number[]> {
  const writer = new CollectionWriter(path, log);
  const acked = [];
  for (const delivery of deliveries) acked.push(await writer.submit(delivery));
  await writer.close();
  return acked;
}

const stored = (file = path): number[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((record) => record.subsystem === 'test')
    .map((record) => record.timestamp);

function recover(): ReturnType<typeof recoverMarks> {
  const descriptor = openSync(path, 'r');
  try {
    return recoverMarks(descriptor, statSync(path).size);
  } finally {
    closeSync(descriptor);
  }
}

describe('a collection file', () => {
  test('takes each number once, over restarts too', async () => {
    expect(await submit(numbered(1, 3), numbered(2, 3), numbered(1))).toEqual([3, 4, 4]);
    expect(await submit(numbered(4, 2), numbered(1, 6))).toEqual([5, 6]);
    expect(stored()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('takes each time of an agent without numbers once', async () => {
    await submit(unnumbered(10), unnumbered(10, 15), unnumbered(5));
    await submit(unnumbered(15), unnumbered(5, 20));
    expect(stored()).toEqual([10, 15, 5, 20]);
  });

  test('refuses a hole, and takes one that is declared', async () => {
    await submit(numbered(1));
    await expect(submit(numbered(5))).rejects.toMatchObject({
      code: 'SEQUENCE_GAP',
      details: { expected: 2 },
    });
    expect(await submit({ ...numbered(5), gap: { from: 2, to: 4 } } as Delivery)).toEqual([5]);
    expect(stored()).toEqual([1, 5]);
  });

  test('knows many streams after more commits than are read back one by one', async () => {
    const streams = Array.from({ length: 5 }, (_, index) => STREAM.replace(/1$/, String(index)));
    const deliveries = Array.from({ length: 300 }, (_, seq) => seq).flatMap((seq) =>
      seq < 5 ? [numbered(1, 1, streams[seq])] : [numbered(seq - 3, 1, streams[0])],
    );
    await submit(...deliveries);
    const marks = recover()?.marks;
    expect(streams.map((stream) => marks?.ofStream(stream))).toEqual([296, 1, 1, 1, 1]);
  });

  test('deliveries that wait share one commit, and each gets its own answer', async () => {
    const writer = new CollectionWriter(path, log);
    const answers = await Promise.allSettled([1, 2, 3, 3, 9, 4].map((seq) => writer.submit(numbered(seq))));
    await writer.close();
    expect(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.code)),
    ).toEqual([1, 2, 3, 3, 'SEQUENCE_GAP', 4]);
    expect(stored()).toEqual([1, 2, 3, 4]);
    expect(readFileSync(path, 'utf8').match(/pcd\[\*\]/g)).toHaveLength(2);
  });

  test('cut at any byte of its last batch it has all before, and takes the last again', async () => {
    await submit(numbered(1, 2));
    const before = statSync(path).size;
    await submit(numbered(3, 2));
    const whole = readFileSync(path);
    for (let size = before; size < whole.length; size += 1) {
      writeFileSync(path, whole.subarray(0, size));
      expect(recover()).toMatchObject({ end: before });
    }
    for (const size of [before + 1, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, size));
      expect(await submit(numbered(3, 2))).toEqual([4]);
      expect(stored()).toEqual([1, 2, 3, 4]);
    }
  });

  test('a last batch whose pages did not all reach the disk is not taken for stored', async () => {
    await submit(numbered(1, 2));
    const before = statSync(path).size;
    await submit(numbered(3, 2));
    const whole = readFileSync(path);
    whole.fill(0, before + 10, before + 20);
    writeFileSync(path, whole);
    expect(await submit(numbered(3, 2))).toEqual([4]);
    expect(stored()).toEqual([1, 2, 3, 4]);
  });

  test('goes on in a new file when it is moved away or cut, and forgets nothing', async () => {
    const writer = new CollectionWriter(path, log);
    await writer.submit(numbered(1, 2));
    renameSync(path, `${path}.1`);
    await writer.submit(numbered(1, 3));
    writeFileSync(path, '');
    expect(await writer.submit(numbered(1, 4))).toBe(4);
    await writer.close();
    expect(stored(`${path}.1`)).toEqual([1, 2]);
    expect(stored()).toEqual([4]);
    expect(await submit(numbered(1, 4))).toEqual([4]);
  });

  test('has its commits at times of snapshots, so that no reader sees others', async () => {
    await submit(unnumbered(10, 15), numbered(1));
    const times = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).timestamp);
    expect(times).toEqual([10, 10, 15, 15, 1, 1]);
  });

  test('a first batch that was not written moves no mark', async () => {
    await submit(numbered(1, 3));
    const header = readFileSync(path, 'utf8').split('\n')[0];
    writeFileSync(path, `${header}\n`);
    expect(recover()?.marks.ofStream(STREAM)).toBe(0);
    expect(await submit(numbered(1, 3))).toEqual([3]);
    expect(stored()).toEqual([1, 2, 3]);
  });

  test('continues a file that is not its own', async () => {
    writeFileSync(path, '{"timestamp":7,"subsystem":"test","measurement":""}\n{"timest');
    await submit(numbered(1));
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.slice(0, 2)).toEqual(['{"timestamp":7,"subsystem":"test","measurement":""}', '{"timest']);
    expect(await submit(numbered(1), numbered(2))).toEqual([1, 2]);
  });

  test('a record that looks like a commit does not pass for one', async () => {
    const forged = '{"timestamp":1,"ms":1,"subsystem":"pcd[*]","measurement":"{}"}';
    const snapshots = [{ records: [{ timestamp: 1, subsystem: 'test', measurement: `\n${forged}\n` }] }];
    await submit(parseDelivery({ stream: STREAM, first_seq: 1, snapshots }));
    appendFileSync(path, `${forged}\n`);
    expect(recover()?.marks.ofStream(STREAM)).toBe(1);
    expect(() =>
      parseDelivery({ measurements: [{ timestamp: 1, subsystem: 'pcd[*]', measurement: '{}' }] }),
    ).toThrow('kept for pcd');
  });

  test('answers UNAVAILABLE when it cannot write, and stores the repetition', async () => {
    const writer = new CollectionWriter(join(folder, 'missing', 'server01.json'), log);
    await expect(writer.submit(numbered(1))).rejects.toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    await writer.close();
    path = join(folder, 'server01.json');
    expect(() => new CollectionFile(folder, log)).toThrow('EISDIR');
    expect(await submit(numbered(1))).toEqual([1]);
  });
});
