import { describe, expect, test } from 'vitest';
import { HOST_COLUMNS } from '#agent/contract/metrics.ts';
import { contractRow, FIRST_SECOND, HEADER } from './testing/contract-csv.ts';
import { refusal, stageContent } from './testing/stage-content.ts';

const csv = (...rows: (string | number)[][]) => rows.map((row) => row.join(',')).join('\n');

describe('what follows from other columns', () => {
  test('cpu_used, only where idle and iowait are known', async () => {
    const header = [...HEADER, 'cpu_iowait'];
    const content = csv(
      header,
      [...contractRow(0), '4'],
      [...contractRow(1, { cpu_idle: '' }), '4'],
      [...contractRow(2), ''],
    );
    const staged = await stageContent(content);
    expect(staged.tables.host?.map(({ cpu_used }) => cpu_used)).toEqual([16, null, null]);
    expect((await stageContent(csv(HEADER, contractRow(0)))).kinds[0]?.metrics).not.toContain('cpu_used');
  });

  test('the shares must reach 100 where all are known, and only there', async () => {
    const more = ['cpu_iowait', 'cpu_nice', 'cpu_irq', 'cpu_softirq', 'cpu_steal'];
    const row = (idle: string, steal: string) => [
      ...contractRow(0, { cpu_idle: idle }),
      '0',
      '0',
      '0',
      '0',
      steal,
    ];
    expect((await stageContent(csv([...HEADER, ...more], row('80', ''), row('83.5', '0')))).rows).toBe(2);
    const error = await refusal(csv([...HEADER, ...more], row('80', '0')));
    expect(error.details).toMatchObject({ by_reason: { cpu_shares_not_100: 1 }, rows: [{ value: '95' }] });
  });

  test('a row without any value is a fault, but not in an export, which has a row for each moment', async () => {
    const empty = (columns: readonly string[]) =>
      csv(['timestamp', 'machine_id', ...columns], [FIRST_SECOND, 'a', ...columns.map(() => '')]);
    expect((await refusal(empty(HEADER.slice(2)))).details).toMatchObject({ by_reason: { no_value: 1 } });
    expect((await stageContent(empty(HOST_COLUMNS))).rows).toBe(1);
  });
});

describe('exports of other kinds', () => {
  test.each([
    ['cpu', ['cpu_user', 'cpu_idle']],
    ['disk', ['disk_read_bytes', 'disk_busy']],
    ['disk', ['disk_read_bytes']],
    ['net', ['net_rx_bytes']],
    ['filesystem', ['fs_used_percent']],
    ['container', ['container_cpu']],
  ])('%s is told by %j', async (kind, metrics) => {
    const content = csv(
      ['timestamp', 'machine_id', 'entity', ...metrics],
      [FIRST_SECOND, 'a', "'@x/1", ...metrics.map(() => 7)],
    );
    const staged = await stageContent(content);
    expect(staged.kinds).toMatchObject([{ kind, metrics, rows: 1 }]);
    expect(staged.tables[kind]).toMatchObject([{ machine: 'a', entity: '@x/1' }]);
  });

  test('metrics of several kinds, or of the host, with a column entity', async () => {
    for (const metrics of [['cpu_user', 'disk_busy'], ['mem_total'], []]) {
      const error = await refusal(
        csv(
          ['timestamp', 'machine_id', 'entity', ...metrics],
          [FIRST_SECOND, 'a', 'x', ...metrics.map(() => 1)],
        ),
      );
      expect(error.code).toBe('INVALID_CSV_FORMAT');
    }
  });

  test('an empty entity is a fault', async () => {
    const error = await refusal(
      csv(['timestamp', 'machine_id', 'entity', 'disk_busy'], [FIRST_SECOND, 'a', '', 1]),
    );
    expect(error.details).toMatchObject({ rows: [{ line: 2, column: 'entity', reason: 'missing_value' }] });
  });
});

describe('the earlier portal', () => {
  const header = [
    'timestamp',
    'cpu_user',
    'cpu_system',
    'cpu_idle',
    'cpu_iowait',
    'cpu_steal',
    'mem_total_kb',
    'mem_used_kb',
    'mem_free_kb',
    'mem_cached_kb',
    'disk_read_bytes',
    'disk_write_bytes',
    'net_rx_bytes',
    'net_tx_bytes',
  ];
  const row = (more: (string | number)[]) => [FIRST_SECOND, 1, 2, 96, 1, 0, ...more, 1, 1, 1, 1];

  test('kB become MB, and available is free + cached, with a warning', async () => {
    const staged = await stageContent(csv(header, row([2048, 512, 1024, 256])), { machine: 'm' });
    expect(staged.format).toBe('kb');
    expect(staged.tables.host?.[0]).toMatchObject({
      mem_total: 2,
      mem_used: 0.5,
      mem_free: 1,
      mem_cached: 0.25,
      mem_available: 1.25,
      cpu_used: 3,
    });
    expect(staged.warnings).toEqual([
      'mem_available is not in the file: mem_free + mem_cached was taken for it.',
    ]);
  });

  test('mem_available_kb is taken as it is', async () => {
    const staged = await stageContent(
      csv([...header, 'mem_available_kb'], [...row([2048, 512, 1024, 256]), 1536]),
      { machine: 'm' },
    );
    expect(staged.tables.host?.[0]?.mem_available).toBe(1.5);
    expect(staged.warnings).toEqual([]);
  });

  test('a fault is named as it stands in the file', async () => {
    const error = await refusal(csv(header, row([2048, 4096, -1, 256])), { machine: 'm' });
    expect(error.details).toMatchObject({
      rows: [{ line: 2, column: 'mem_free_kb', value: '-1', reason: 'negative' }],
    });
    const above = await refusal(csv(header, row([2048, 4096, 1, 256])), { machine: 'm' });
    expect(above.details).toMatchObject({
      rows: [{ column: 'mem_used_kb', reason: 'mem_used_above_total' }],
    });
  });

  test('the same in kB and in MB at once', async () => {
    const error = await refusal(csv([...header, 'mem_total'], [...row([2048, 512, 1024, 256]), 2]), {
      machine: 'm',
    });
    expect(error.details).toMatchObject({ doubled_columns: ['mem_total'] });
  });
});

describe('counters', () => {
  const rows = (values: (number | string)[], machine = 'a', second = (row: number) => row * 10) =>
    values.map((value, row) =>
      contractRow(second(row), { net_rx_bytes: String(value), disk_read_bytes: '1', machine_id: machine }),
    );

  test('become rates between the rows of a machine; a fall, a gap and the first row are null', async () => {
    const content = csv(
      HEADER,
      ...rows([1000, 1100, 1250, 50, 80, 100], 'a', (row) => (row < 5 ? row * 10 : 400)),
      ...rows([5, 25], 'b'),
    );
    const staged = await stageContent(content, { counters: 'cumulative' });
    expect(staged.tables.host?.map(({ machine, net_rx_bytes }) => [machine, net_rx_bytes])).toEqual([
      ['a', null],
      ['a', 10],
      ['a', 15],
      ['a', null],
      ['a', 3],
      ['a', null],
      ['b', null],
      ['b', 2],
    ]);
    // Gauges stay what they are.
    expect(staged.tables.host?.map(({ mem_used }) => mem_used)).toEqual(Array(8).fill(400));
    expect(staged.warnings).toEqual([]);
  });

  test('large counters are no fault, and rows may come in any order', async () => {
    const content = csv(HEADER, ...rows([1e18, 1e18 + 2 ** 20]).toReversed());
    const staged = await stageContent(content, { counters: 'cumulative' });
    expect(staged.tables.host?.map(({ net_rx_bytes }) => net_rx_bytes)).toEqual([null, 2 ** 20 / 10]);
    expect((await refusal(content)).details).toMatchObject({ by_reason: { above_range: 2 } });
  });

  test('that were not called so are warned of', async () => {
    const warned = async (values: number[], counters: 'rate' | null) =>
      (await stageContent(csv(HEADER, ...rows(values)), { counters })).warnings;
    const rising = Array.from({ length: 30 }, (_, row) => 1e6 + row * 100);
    expect(await warned(rising, null)).toEqual([
      expect.stringMatching(/^net_rx_bytes never fall and look like counters/),
    ]);
    expect(await warned(rising, 'rate')).toEqual([]);
    expect(await warned(rising.slice(0, 15), null)).toEqual([]);
    expect(await warned([...rising, 5], null)).toEqual([]);
    expect(
      await warned(
        rising.map(() => 7),
        null,
      ),
    ).toEqual([]);
  });
});
