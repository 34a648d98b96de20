import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { chooseTypes } from '#server/metrics/segments/choose-types.ts';
import { HELD_ROWS } from '../plain/held-rows.ts';
import type { CsvTable } from './csv-table.ts';
import { loadPlain } from './load-plain.ts';
import { loadTable } from './load-table.ts';
import { parseTime } from './parse-time.ts';

const accepted = { from: 0, to: 4e12 };
const NAMES = ['a', 'b', 'c'];

const tableAt = (path: string, separator: string, narrow: boolean): CsvTable => ({
  narrow,
  path,
  member: null,
  separator,
  skip: 1,
  width: 6,
  time: { index: 1, name: 't' },
  machine: { index: 0, name: 'm', fault: () => null, fallback: null },
  entity: '',
  // The fifth column is nobody's.
  numbers: NAMES.map((as, place) => ({
    index: place === 2 ? 5 : place + 2,
    name: as,
    as,
    scale: 1,
    range: [-1e15, 1e15],
  })),
  rules: [],
});

/** Reads a file both ways: what is different between the tables, or null when it is not plain. */
async function compare(
  connection: DuckDBConnection,
  path: string,
  { separator = ',', narrow = true, times = 'number' as 'number' | 'instant' } = {},
) {
  const table = tableAt(path, separator, narrow);
  const plain = await loadPlain(connection, 'quick', table, { accepted, times, onBytes: () => undefined });
  if (!plain) return null;
  await loadTable(connection, 'thorough', table, { accepted, epoch: times === 'number' });
  const differs = ['time', 'machine', 'entity', ...NAMES].map(
    (name) => `q.${name} IS DISTINCT FROM t.${name}`,
  );
  const signs = NAMES.map((name) => `signbit(q.${name}::DOUBLE) <> signbit(t.${name})`);
  const answer = await connection.runAndReadAll(
    `SELECT count(*), count(q.line), count(t.line), count_if(${[...differs, ...signs].join(' OR ')})
       FROM quick q FULL JOIN thorough t USING (line)`,
  );
  const [rows, quick, thorough, different] = (answer.getRows()[0] ?? []).map(Number);
  return { rows, quick, thorough, different, types: plain.types };
}

const scratchFile = <T>(text: string, work: (connection: DuckDBConnection, path: string) => Promise<T>) =>
  withDuckdb((connection) =>
    withScratch(async (folder) => {
      const path = join(folder, 'plain.csv');
      await writeFile(path, text);
      return work(connection, path);
    }),
  );

const plainNumber = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-0',
    '-0.00',
    '00012.50',
    '5.',
    '.5',
    '1.10',
    '-.25',
    '123456789012345',
    '.000000000000001',
  ),
  fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(6))
    .map(([whole, decimals]) => (whole / 10 ** decimals).toFixed(decimals)),
);
const odd = fc.constantFrom(
  '1e3',
  '+1',
  ' 1',
  '1 ',
  '"1"',
  'x',
  '.',
  '-',
  '--1',
  '1_0',
  '1234567890123456',
  '1.2.3',
  'nan',
  '\u00e9',
);
const name = fc.constantFrom('web1', 'web2', 'db 3', '');
const time = fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map((seconds) => `${seconds}`);
const row = (number: fc.Arbitrary<string>) =>
  fc.tuple(name, time, number, number, fc.constantFrom('', 'ignored', '-'), number);

test('a plain file is read as DuckDB reads it, in types that give its values back to the bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row(plainNumber), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      async (rows, separator, newline, ended, narrow) => {
        // One number there is, or it would not be worth it.
        const all = [['web1', '1700000000', '1', '', '', ''], ...rows].map((cells) => cells.join(separator));
        const text = `${['head', ...all].join(newline)}${ended ? newline : ''}`;
        await scratchFile(text, async (connection, path) => {
          const found = await compare(connection, path, { separator, narrow });
          const count = rows.length + 1;
          expect(found).toMatchObject({ rows: count, quick: count, thorough: count, different: 0 });
          for (const [column, type] of found?.types ?? []) {
            const back = type === null ? 'NULL::DOUBLE' : `${column}::${type}::DOUBLE`;
            const answer = await connection.runAndReadAll(
              `SELECT count_if(${back} IS DISTINCT FROM ${column} OR signbit(${back}) <> signbit(${column})) FROM thorough`,
            );
            expect({ column, type, lost: Number(answer.getRows()[0]?.[0]) }).toMatchObject({ lost: 0 });
          }
          const chosen = await chooseTypes(connection, 'thorough', NAMES);
          const known = [...(found?.types ?? [])].filter(([, type]) => type !== null);
          expect(known).toEqual(known.map(([column]) => [column, chosen.get(column)]));
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('whatever is not plain is left to others, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row(plainNumber), { maxLength: 5 }), odd, async (rows, cell) => {
      const lines = [...rows, ['web1', '1700000000', '1', cell, '', '2']].map((cells) => cells.join(','));
      await scratchFile(`head\n${lines.join('\n')}\n`, async (connection, path) => {
        expect(await compare(connection, path)).toBeNull();
      });
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['a cell too few', 'web1,1700000000,1,2,\n'],
  ['a cell too many', 'web1,1700000000,1,2,,3,\n'],
  ['an empty line', 'web1,1700000000,1,2,,3\n\n'],
  ['a carriage return alone', 'web1,1700000000,1,2,,3\rweb1,1700000000,1,2,,3\n'],
  ['a NUL', 'web1,1700000000,1,2,\0,3\n'],
  ['a quote', '"web1",1700000000,1,2,,3\n'],
  ['an apostrophe', "'=web1,1700000000,1,2,,3\n"],
  ['a blank before a name', ' web1,1700000000,1,2,,3\n'],
  ['a date', 'web1,2026-01-07T19:10:12Z,1,2,,3\n'],
  ['no rows', ''],
])('%s is not plain', async (_, rows) => {
  await scratchFile(`head\n${rows}`, async (connection, path) => {
    expect(await compare(connection, path)).toBeNull();
  });
});

test('rows of many row groups, with gaps and changing names, keep their order and their lines', async () => {
  const count = 2 * HELD_ROWS + 77;
  const lines = Array.from({ length: count }, (_, at) => {
    const value = at % 7 === 0 ? '' : `${(at % 1000) / 8}`;
    return `machine${at % 300},${1_700_000_000 + at},${at},${value},,${at > HELD_ROWS ? '0.25' : ''}`;
  });
  await scratchFile(`head\n${lines.join('\n')}`, async (connection, path) => {
    const found = await compare(connection, path);
    expect(found).toMatchObject({ rows: count, quick: count, thorough: count, different: 0 });
    expect([...(found?.types ?? [])]).toEqual([
      ['a', 'INTEGER'],
      ['b', 'DECIMAL(9, 3)'],
      ['c', 'DECIMAL(9, 2)'],
    ]);
  });
});

test('narrow columns get wider with what comes, and all values stay', async () => {
  const groups = [
    (at: number) => [`${at}`, `${-at / 2}`, ''],
    (at: number) => [`${-at / 4}`, `${-5e9 - at}`, `${-3e9 - at}`],
    (at: number) => [`${(at % 2 ? 1 : -1) * (1e8 + at / 8)}`, '0.25', at % 2 ? '-0' : '7'],
  ];
  const typesAfter = [
    { a: 'INTEGER', b: 'DECIMAL(9, 1)', c: null },
    { a: 'DECIMAL(9, 2)', b: 'DOUBLE', c: 'BIGINT' },
    { a: 'DECIMAL(16, 3)', b: 'DOUBLE', c: 'DOUBLE' },
  ];
  for (const many of [1, 3]) {
    const lines = groups.slice(0, many).flatMap((cells, group) =>
      Array.from({ length: group === many - 1 ? 500 : HELD_ROWS }, (_, at) => {
        const [a, b, c] = cells(at);
        return `web1,${1_700_000_000 + at},${a},${b},,${c}`;
      }),
    );
    await scratchFile(`head\n${lines.join('\n')}`, async (connection, path) => {
      const found = await compare(connection, path);
      const count = lines.length;
      expect(found).toMatchObject({ rows: count, quick: count, thorough: count, different: 0 });
      const types = typesAfter[many - 1]!;
      expect(Object.fromEntries(found?.types ?? [])).toEqual(types);
      const answer = await connection.runAndReadAll(
        'SELECT typeof(a), typeof(b), typeof(c) FROM quick LIMIT 1',
      );
      expect(answer.getRows()[0]).toEqual(
        NAMES.map((name) => (types[name as 'a'] ?? 'INTEGER').replace(', ', ',')),
      );
    });
  }
});

describe('times in UTC', () => {
  const instant = fc
    .tuple(
      fc.date({ min: new Date('1974-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }),
      fc.constantFrom('T', ' '),
      fc.constantFrom('', '.5', '.25', '.123', '.1234', '.999999'),
      fc.constantFrom('', 'Z'),
    )
    .map(([date, between, decimals, zone]) => {
      const [day, clock] = date.toISOString().slice(0, 19).split('T');
      return `${day}${between}${clock}${decimals}${zone}`;
    });
  const text = (times: readonly string[]) =>
    `head\n${times.map((time, at) => `web1,${time},${at},2,,3`).join('\n')}\n`;

  test('are those that DuckDB finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(instant, { minLength: 1, maxLength: 40 }), async (times) => {
        await scratchFile(text(times), async (connection, path) => {
          const found = await compare(connection, path, { times: 'instant' });
          expect(found).toMatchObject({ rows: times.length, thorough: times.length, different: 0 });
          const read = await connection.runAndReadAll('SELECT time::DOUBLE FROM quick ORDER BY line');
          expect(read.getRows().map(([time]) => time)).toEqual(times.map(parseTime));
        });
      }),
      { numRuns: 15 },
    );
  });

  test.each([
    '1970-01-02T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-07',
    '2026-1-07T00:00:00Z',
    '2026-01-07T24:00:00Z',
    '2026-01-07T00:60:00Z',
    '2026-01-07T00:00:60Z',
    '2026-01-07T00:00Z',
    '2026-01-07T00:00:00+01:00',
    '2026-01-07T00:00:00 UTC',
    '2026-01-07T00:00:00.Z',
    '2026-01-07T00:00:00.1234567Z',
    '2026-01-07T00:00:00z',
    '1767744000',
    '',
  ])('%s is left to others', async (time) => {
    await scratchFile(text(['2026-01-07T19:10:12Z', time]), async (connection, path) => {
      expect(await compare(connection, path, { times: 'instant' })).toBeNull();
    });
  });
});
