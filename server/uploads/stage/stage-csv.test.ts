import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contractCsv, contractRow, FIRST_SECOND, HEADER } from './testing/contract-csv.ts';
import { refusal, stageContent } from './testing/stage-content.ts';

const lines = (...rows: (string | string[])[]) =>
  rows.map((row) => (typeof row === 'string' ? row : row.join(','))).join('\n');
const good = contractCsv();

describe('forgiven', () => {
  const sameAs = async (content: string | Uint8Array) => {
    const [plain, other] = [await stageContent(good), await stageContent(content)];
    expect(other.tables).toEqual(plain.tables);
    expect(other.rows).toBe(3);
    expect(other.warnings).toEqual([]);
  };
  test.each<[string, string | Uint8Array]>([
    ['a byte order mark', `\ufeff${good}`],
    ['CR LF', good.replaceAll('\n', '\r\n')],
    ['CR LF in some lines only', good.replace('\n', '\r\n')],
    ['no newline at the end', good.trimEnd()],
    ['semicolons', good.replaceAll(',', ';')],
    ['tabs', good.replaceAll(',', '\t')],
    ['bars', good.replaceAll(',', '|')],
    [
      'a quoted header in capitals with blanks',
      good.replace(HEADER.join(','), HEADER.map((name) => `" ${name.toUpperCase()} "`).join(',')),
    ],
    ['every cell quoted', good.replaceAll(/[^,\n]+/g, '"$&"')],
    ['blanks around cells', good.replaceAll(',', ' , ')],
    ['gzip', gzipSync(good)],
    ['gzip of two members', Buffer.concat([gzipSync(good.slice(0, 300)), gzipSync(good.slice(300))])],
    [
      'a byte order mark and CR LF, quoted',
      `\ufeff${good.replaceAll(/[^,\n]+/g, '"$&"').replaceAll('\n', '\r\n')}`,
    ],
  ])('%s', async (_, content) => sameAs(content));

  test('empty lines, also before the header', async () => {
    const staged = await stageContent(`\n\n${good.replaceAll('\n', '\n\n')}`);
    expect(staged.rows).toBe(3);
    expect(staged.tables.host?.map(({ cpu_user }) => cpu_user)).toEqual([10, 10, 10]);
  });

  test('columns nobody knows, with a warning that names them, and columns in any order', async () => {
    const content = lines(['colour', ...HEADER.toReversed()], ['red', ...contractRow(0).toReversed()]);
    const staged = await stageContent(content);
    expect(staged.warnings).toEqual(['These columns are not known and were left out: colour.']);
    expect(staged.tables.host?.[0]).toMatchObject({ cpu_user: 10, mem_used: 400, machine: 'server01' });
  });

  test('empty cells of metrics, which are null', async () => {
    const staged = await stageContent(contractCsv({ cpu_user: '', net_rx_bytes: '', mem_used: ' ' }));
    expect(staged.tables.host?.[1]).toMatchObject({ cpu_user: null, net_rx_bytes: null, mem_used: null });
  });
});

describe('times', () => {
  test.each([
    ['1767813012', 1_767_813_012_000],
    ['1767813012.125', 1_767_813_012_125],
    ['1.767813012e9', 1_767_813_012_000],
    ['1767813012125', 1_767_813_012_125],
    ['2026-01-07T19:10:12Z', 1_767_813_012_000],
    ['2026-01-07T19:10:12.125Z', 1_767_813_012_125],
    ['2026-01-07 19:10:12', 1_767_813_012_000],
    ['2026-01-07 19:10:12 UTC', 1_767_813_012_000],
    ['2026-01-07T21:10:12+02:00', 1_767_813_012_000],
    ['2026-01-07T13:40:12.5-0530', 1_767_813_012_500],
    ['2026-01-07 19:10', 1_767_813_000_000],
    ['2026-01-08', 1_767_830_400_000],
  ])('%s', async (timestamp, time) => {
    // Beside epoch seconds in the other rows, and with nothing else in the column.
    const mixed = await stageContent(contractCsv({ timestamp }));
    expect(mixed.tables.host?.map((row) => row.time)).toContain(time);
    const alone = await stageContent(lines(HEADER, contractRow(0, { timestamp })));
    expect(alone.dataRange).toEqual({ start: time, end: time });
  });

  test.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-01-07T25:00:00Z',
    '07.01.2026',
    'nan',
    'inf',
    '0x69',
    '2026-01-07T19:10:12 CET',
  ])('not %j', async (timestamp) => {
    const error = await refusal(contractCsv({ timestamp }));
    expect(error.code).toBe('INVALID_ROWS');
    expect(error.details).toMatchObject({
      rows_bad: 1,
      rows: [{ line: 3, column: 'timestamp', value: timestamp }],
    });
    expect((await refusal(lines(HEADER, contractRow(0, { timestamp })))).code).toBe('INVALID_ROWS');
  });

  test('some out of range are faults of their rows, all out of range are one of the file', async () => {
    const some = await refusal(contractCsv({ timestamp: '12' }));
    expect(some.code).toBe('INVALID_ROWS');
    expect(some.details).toMatchObject({
      rows_total: 3,
      rows_bad: 1,
      by_reason: { timestamp_out_of_range: 1 },
    });
    const all = await refusal(good, {
      accepted: { from: new Date('2027-01-01'), to: new Date('2028-01-01') },
    });
    expect(all.code).toBe('TIMESTAMP_OUT_OF_RANGE');
    expect(all.details).toEqual({
      first: '2026-01-07T19:10:11.000Z',
      last: '2026-01-07T19:10:13.000Z',
      accepted: { from: '2027-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' },
      rows: 3,
    });
  });
});

describe('rows that are refused', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['text', { net_rx_bytes: 'many' }, 'net_rx_bytes', 'not_a_number'],
    ['nan', { net_rx_bytes: 'nan' }, 'net_rx_bytes', 'not_finite'],
    ['inf', { net_rx_bytes: '-Infinity' }, 'net_rx_bytes', 'not_finite'],
    ['1e400', { net_rx_bytes: '1e400' }, 'net_rx_bytes', 'above_range'],
    ['hexadecimal', { net_rx_bytes: '0x10' }, 'net_rx_bytes', 'not_a_number'],
    ['thousands with an underscore', { net_rx_bytes: '1_000' }, 'net_rx_bytes', 'not_a_number'],
    ['thousands with a comma', { net_rx_bytes: '"1,000"' }, 'net_rx_bytes', 'not_a_number'],
    ['thousands with a blank', { net_rx_bytes: '1 000' }, 'net_rx_bytes', 'not_a_number'],
    ['a unit', { net_rx_bytes: '5kB' }, 'net_rx_bytes', 'not_a_number'],
    ['NULL', { net_rx_bytes: 'NULL' }, 'net_rx_bytes', 'not_a_number'],
    ['true', { net_rx_bytes: 'true' }, 'net_rx_bytes', 'not_a_number'],
    ['digits of another script', { net_rx_bytes: '１２' }, 'net_rx_bytes', 'not_a_number'],
    ['a negative rate', { disk_read_bytes: '-1' }, 'disk_read_bytes', 'negative'],
    ['a share above 100', { cpu_user: '100.5' }, 'cpu_user', 'above_range'],
    [
      'shares above 100 together',
      { cpu_user: '60', cpu_system: '43' },
      'cpu_user+cpu_system+cpu_idle',
      'cpu_shares_not_100',
    ],
    ['more used than there is', { mem_used: '1000.5' }, 'mem_used', 'mem_used_above_total'],
    ['no machine', { machine_id: '' }, 'machine_id', 'missing_value'],
    ['a machine with a slash', { machine_id: 'a/b' }, 'machine_id', 'invalid_machine_id'],
    ['a machine with a line break', { machine_id: '"a\nb"' }, 'machine_id', 'invalid_machine_id'],
    ['a machine with too long a name', { machine_id: 'x'.repeat(256) }, 'machine_id', 'invalid_machine_id'],
  ])('%s', async (_, cells, column, reason) => {
    const error = await refusal(contractCsv(cells));
    expect(error.code).toBe('INVALID_ROWS');
    expect(error.details).toMatchObject({
      rows_total: 3,
      rows_bad: 1,
      by_reason: { [reason]: 1 },
      rows: [{ line: 3, column, reason }],
    });
  });

  test.each<[string, string, number, string]>([
    ['a cell too few', lines(HEADER, contractRow(0), contractRow(1).slice(1)), 3, 'missing_cells'],
    ['a cell too many', lines(HEADER, contractRow(0), [...contractRow(1), '7']), 3, 'too_many_cells'],
    [
      'an empty cell too many',
      lines(HEADER, contractRow(0), [...contractRow(1), ''], contractRow(2)),
      3,
      'too_many_cells',
    ],
    [
      'the same at the end of the file',
      lines(HEADER, contractRow(0), [...contractRow(1), '']),
      3,
      'too_many_cells',
    ],
    ['the same quoted', lines(HEADER, [...contractRow(1), '""']), 2, 'too_many_cells'],
    [
      'the same with CR LF',
      lines(HEADER, contractRow(0), [...contractRow(1), ''], '').replaceAll('\n', '\r\n'),
      3,
      'too_many_cells',
    ],
    ['blanks only', lines(HEADER, contractRow(0), '   ', contractRow(2)), 3, 'missing_cells'],
    [
      'no value',
      lines(
        HEADER,
        contractRow(0).map((cell, index) => (index < 2 ? cell : '')),
      ),
      2,
      'no_value',
    ],
    [
      'an unclosed quote',
      lines(HEADER, contractRow(0), contractRow(1, { machine_id: '"server' }), contractRow(2)),
      3,
      'unclosed_quote',
    ],
    [
      'text behind a quote',
      lines(HEADER, contractRow(0, { machine_id: '"server"01' })),
      2,
      'text_after_quote',
    ],
  ])('%s', async (_, content, line, reason) => {
    const error = await refusal(content);
    expect(error.code).toBe('INVALID_ROWS');
    expect(error.details).toMatchObject({ by_reason: { [reason]: 1 }, rows: [{ line, reason }] });
  });

  test('the line is right behind quoted line breaks and empty lines, and each fault of a row is listed', async () => {
    const content = lines(['note', ...HEADER], ['"two\nlines"', ...contractRow(0)], '', [
      '',
      ...contractRow(1, { cpu_user: 'x', mem_used: '-3' }),
    ]);
    const error = await refusal(content);
    expect(error.details).toMatchObject({
      rows_total: 2,
      rows_bad: 1,
      by_reason: { not_a_number: 1, negative: 1 },
      rows: [
        { line: 5, column: 'cpu_user', value: 'x', reason: 'not_a_number' },
        { line: 5, column: 'mem_used', value: '-3', reason: 'negative' },
      ],
    });
  });

  test('of many faults the first hundred are listed and all are counted', async () => {
    const rows = Array.from({ length: 5000 }, (_, second) =>
      contractRow(second, { cpu_user: second % 2 ? '101' : '1' }),
    );
    const { details } = await refusal(lines(HEADER, ...rows));
    expect(details).toMatchObject({ rows_total: 5000, rows_bad: 2500, by_reason: { above_range: 2500 } });
    expect(details.rows).toHaveLength(100);
    expect(details.rows).toContainEqual({
      line: 201,
      column: 'cpu_user',
      value: '101',
      reason: 'above_range',
    });
  });
});

describe('files that are refused', () => {
  const latin1 = Buffer.from(contractCsv({ machine_id: 'z\u00fcrich' }), 'latin1');
  const inUnknown = Buffer.from(lines(['note', ...HEADER], ['\u00e9', ...contractRow(0)]), 'latin1');
  test.each<[string, string | Uint8Array, string, Record<string, unknown>]>([
    ['an empty file', '', 'INVALID_CSV_FORMAT', {}],
    ['blank lines only', '\n\n  \n', 'INVALID_CSV_FORMAT', {}],
    ['a header only', HEADER.join(','), 'INVALID_CSV_FORMAT', {}],
    ['a NUL byte', contractCsv({ machine_id: 'a\0b' }), 'INVALID_CSV_FORMAT', { line: 3 }],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'UNSUPPORTED_ENCODING', { line: 1 }],
    ['UTF-16 without a mark', Buffer.from(good, 'utf16le'), 'UNSUPPORTED_ENCODING', { line: 1 }],
    ['Latin-1', latin1, 'UNSUPPORTED_ENCODING', { line: 3, byte: latin1.indexOf(0xfc) }],
    [
      'Latin-1 in a column nobody knows',
      inUnknown,
      'UNSUPPORTED_ENCODING',
      { line: 2, byte: inUnknown.indexOf(0xe9) },
    ],
    ['lone carriage returns', good.replaceAll('\n', '\r'), 'INVALID_CSV_FORMAT', { line: 1 }],
    ['one lone carriage return', good.replace('server01', 'server\r01'), 'INVALID_CSV_FORMAT', { line: 2 }],
    ['one endless line', 'x'.repeat(3_000_000), 'INVALID_CSV_FORMAT', {}],
    ['a program', Buffer.from('7f454c460201010000', 'hex'), 'UNSUPPORTED_FORMAT', {}],
    ['a Parquet file', 'PAR1....', 'UNSUPPORTED_FORMAT', {}],
    ['HTML', '<!doctype html><p>sign in', 'UNSUPPORTED_FORMAT', {}],
    ['JSON of another kind', '{"status":"error"}', 'UNSUPPORTED_FORMAT', {}],
    ['text', 'Dear all,\nplease find attached\n', 'INVALID_CSV_FORMAT', {}],
    ['gzip that is cut off', gzipSync(good).subarray(0, 100), 'LENGTH_MISMATCH', {}],
    ['gzip that is damaged', gzipSync(good).fill(0, 60, 80), 'INVALID_INPUT', {}],
  ])('%s', async (_, content, code, details) => {
    const error = await refusal(content);
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject(details);
  });

  test('columns that are missing are named, and those found', async () => {
    const error = await refusal('timestamp,cpu_user\n1,2\n');
    expect(error.code).toBe('INVALID_CSV_FORMAT');
    expect(error.details).toEqual({
      found_columns: ['timestamp', 'cpu_user'],
      missing_columns: ['machine_id', ...HEADER.slice(3)],
      line: 1,
    });
  });

  test('columns that are there twice', async () => {
    const error = await refusal(lines([...HEADER, ' CPU_User '], [...contractRow(0), '1']));
    expect(error.code).toBe('INVALID_CSV_FORMAT');
    expect(error.details).toMatchObject({ doubled_columns: ['cpu_user'] });
  });
});

describe('machines', () => {
  test('the column says; the form field is for cells that are empty', async () => {
    const content = lines(
      HEADER,
      contractRow(0, { machine_id: 'b' }),
      contractRow(1, { machine_id: '' }),
      contractRow(2, { machine_id: ' a ' }),
    );
    const staged = await stageContent(content, { machine: 'form' });
    expect(staged.machines).toEqual(['a', 'b', 'form']);
    expect(staged.tables.host?.map(({ machine, time }) => [machine, time])).toEqual([
      ['a', (FIRST_SECOND + 2) * 1000],
      ['b', FIRST_SECOND * 1000],
      ['form', (FIRST_SECOND + 1) * 1000],
    ]);
  });

  test('without the column it is the form field', async () => {
    const drop = (row: string[]) => row.filter((_, index) => index !== 1);
    const content = lines(drop(HEADER), drop(contractRow(0)));
    expect((await stageContent(content, { machine: 'form' })).machines).toEqual(['form']);
    expect((await refusal(content)).details).toMatchObject({ missing_columns: ['machine_id'] });
  });

  test('an apostrophe that an export put there is taken away, others are not', async () => {
    const content = lines(
      HEADER,
      contractRow(0, { machine_id: "'=cmd" }),
      contractRow(1, { machine_id: "'quoted'" }),
    );
    expect((await stageContent(content)).machines).toEqual(["'quoted'", '=cmd']);
  });

  test('rows of the same moment stay, the later line larger', async () => {
    const content = lines(HEADER, contractRow(0, { cpu_user: '1' }), contractRow(0, { cpu_user: '2' }));
    const rows = (await stageContent(content)).tables.host;
    expect(rows?.map(({ cpu_user, line }) => [cpu_user, line])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });
});
