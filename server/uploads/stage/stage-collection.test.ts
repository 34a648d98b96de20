import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { parseDelivery } from '#server/metrics/trickle/parse-delivery.ts';
import { rateDelivery } from '#server/metrics/trickle/rate-delivery.ts';
import { refusal, stageContent } from './testing/stage-content.ts';

const START = Date.UTC(2026, 0, 7, 18, 30);
const snapshotsAt = (times: readonly number[]) => makeSnapshots(times, START - 100_000);
const linesAt = (times: readonly number[]) =>
  snapshotsAt(times).flatMap(({ records }) => records.map((record) => JSON.stringify(record)));
const five = linesAt(everyMs(START, 5, 1000));
const join = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const m = { machine: 'm' };

describe('a collection', () => {
  test('becomes the samples that the same snapshots become when they are sent', async () => {
    // Over an hour's end, longer than what is rated at once, with milliseconds.
    const times = everyMs(START + 120, 250, 15_000);
    const [first, ...rest] = parseDelivery(snapshotsAt(times));
    if (!first) throw new Error('no snapshot');
    const sent = rateDelivery([first, ...rest], { previous: null, intervalSeconds: null, firstSeq: 1 });
    const staged = await stageContent(join(linesAt(times)), m);
    expect(staged).toMatchObject({
      format: 'collection',
      rows: 250,
      machines: ['m'],
      dataRange: { start: times[0], end: times.at(-1) },
      events: [],
      facts: {},
      warnings: [],
    });
    for (const { kind, rows } of staged.kinds) {
      const samples = sent.rated.flatMap(({ samples }) => samples.filter((sample) => sample.kind === kind));
      expect(rows).toBe(samples.length);
      const found = staged.tables[kind]?.map(({ machine: _, line: __, entity, time, ...values }) => ({
        entity,
        time,
        values,
      }));
      const order = (a: { entity: unknown; time: unknown }, b: { entity: unknown; time: unknown }) =>
        String(a.entity).localeCompare(String(b.entity)) || Number(a.time) - Number(b.time);
      expect(found?.sort(order)).toEqual(
        samples.map(({ entity, time, values }) => ({ entity, time, values })).sort(order),
      );
    }
    expect(staged.kinds.map(({ kind }) => kind)).toEqual(['host', 'cpu', 'disk', 'net']);
  });

  test('gzip, empty lines, CR LF, unknown subsystems, no newline at the end', async () => {
    const plain = await stageContent(join(five), m);
    const unknown = JSON.stringify({ timestamp: 1, subsystem: '/proc/future', measurement: 'x' });
    for (const content of [
      gzipSync(join(five)),
      join(five).replaceAll('\n', '\r\n\r\n'),
      [...five, unknown].join('\n'),
      `\ufeff${join(five)}`,
    ])
      expect((await stageContent(content, m)).tables).toEqual(plain.tables);
  });

  test('gaps and restarts are events and break the line', async () => {
    const times = [...everyMs(START, 10, 1000), ...everyMs(START + 60_000, 10, 1000)];
    const rebooted = makeSnapshots(everyMs(START + 100_000, 5, 1000), START + 90_000).flatMap(({ records }) =>
      records.map((record) => JSON.stringify(record)),
    );
    const staged = await stageContent(join([...linesAt(times), ...rebooted]), m);
    expect(staged.events).toEqual([
      { machine: 'm', at: START + 60_000, type: 'gap' },
      { machine: 'm', at: START + 100_000, type: 'restart' },
    ]);
    const at = (time: number) => staged.tables.host?.find((row) => row.time === time);
    expect(at(START + 60_000)).toMatchObject({ cpu_user: null, mem_total: 7812.5 });
    expect(at(START + 61_000)?.cpu_user).not.toBeNull();
  });

  test('tells its machine and what is known of it, where it has the record', async () => {
    const host = JSON.stringify({
      timestamp: START / 1000,
      ms: 0,
      subsystem: 'host[*]',
      measurement: JSON.stringify({ hostname: 'vm-7', kernel: '6.12', cpu_count: 2 }),
    });
    const links = JSON.stringify({
      timestamp: START / 1000,
      ms: 0,
      subsystem: 'sysfs[*]',
      measurement: JSON.stringify({ net: { eth0: { physical: true, speed_mbps: 1000 } } }),
    });
    const staged = await stageContent(join([host, links, ...five]));
    expect(staged.machines).toEqual(['vm-7']);
    expect(staged.facts).toMatchObject({
      'vm-7': { hostname: 'vm-7', kernel: '6.12', cpuCount: 2, linkSpeeds: { eth0: 1000 } },
    });
    expect((await stageContent(join([host, ...five]), m)).facts).toMatchObject({ m: { hostname: 'vm-7' } });
    expect((await refusal(join(five))).code).toBe('INVALID_INPUT');
  });
});

describe('a collection that is refused', () => {
  test.each<[string, (lines: string[]) => string[], Record<string, unknown>]>([
    [
      'a line cut off',
      ([first = '', ...rest]) => [first, (rest[0] ?? '').slice(0, 40), ...rest.slice(1)],
      { line: 2, reason: 'not_json' },
    ],
    [
      'the last line cut off',
      (all) => [...all.slice(0, -1), (all.at(-1) ?? '').slice(0, 50)],
      { line: 30, reason: 'not_json' },
    ],
    [
      'a line that is no object',
      ([first = '', ...rest]) => [first, '[1]', ...rest],
      { line: 2, reason: 'not_a_record' },
    ],
    [
      'a time that is none',
      ([first = '', ...rest]) => [
        first,
        '{"timestamp":"now","subsystem":"/proc/stat","measurement":""}',
        ...rest,
      ],
      { line: 2, reason: 'not_a_record' },
    ],
    [
      'a file of /proc that is none',
      ([first = '', ...rest]) => [
        first,
        JSON.stringify({
          timestamp: START / 1000,
          ms: 0,
          subsystem: '/proc/stat',
          measurement: 'cpu  1 2 x',
        }),
        ...rest,
      ],
      { line: 2, reason: 'malformed_measurement' },
    ],
    [
      'one snapshot out of range',
      (all) => [
        ...all,
        JSON.stringify({ timestamp: 5, subsystem: '/proc/loadavg', measurement: '1 1 1 1/1 1\n' }),
      ],
      { line: 31, column: 'timestamp', value: '5', reason: 'timestamp_out_of_range' },
    ],
  ])('for %s', async (_, damage, fault) => {
    const error = await refusal(join(damage([...five])), m);
    expect(error.code).toBe('INVALID_ROWS');
    expect(error.details).toMatchObject({ rows_bad: 1, rows: [fault] });
  });

  test('for all its times', async () => {
    const error = await refusal(join(five), {
      ...m,
      accepted: { from: new Date('2027-01-01'), to: new Date('2028-01-01') },
    });
    expect(error.code).toBe('TIMESTAMP_OUT_OF_RANGE');
    expect(error.details).toMatchObject({ first: '2026-01-07T18:30:00.000Z', rows: 5 });
  });

  test('with all its faults counted', async () => {
    const error = await refusal(join(five.map((line, index) => (index % 2 ? `${line}}` : line))), m);
    expect(error.details).toMatchObject({ rows_total: 30, rows_bad: 15, by_reason: { not_json: 15 } });
  });

  test.each<[string, string | Uint8Array, string]>([
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(join(five)), Buffer.from([0xff, 0x0a])]),
      'UNSUPPORTED_ENCODING',
    ],
    ['a NUL byte', `${join(five)}\0\n`, 'INVALID_CSV_FORMAT'],
    [
      'nothing that is read',
      `${JSON.stringify({ timestamp: START / 1000, subsystem: 'x', measurement: '' })}\n`,
      'INVALID_INPUT',
    ],
    ['gzip cut off', gzipSync(join(five)).subarray(0, 200), 'LENGTH_MISMATCH'],
  ])('for %s', async (_, content, code) => {
    expect((await refusal(content, m)).code).toBe(code);
  });
});
