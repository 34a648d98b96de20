import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { chooseTypes } from '#server/metrics/segments/choose-types.ts';
import { HELD_ROWS } from '../plain/held-rows.ts';
import type { CsvTable } from './csv-table.ts';
import { loadPlain } from './load-plain.ts';
import { loadTable } from './load-table.ts';

const accepted = { from: 0, to: 4e12 };
const NAMES = ['a', 'b', 'c'];

const tableAt = (path: string, separator: string): CsvTable => ({
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
async function compare(connection: DuckDBConnection, path: string, separator = ',') {
  const table = tableAt(path, separator);
  const plain = await loadPlain(connection, 'quick', table, { accepted, onBytes: () => undefined });
  if (!plain) return null;
  await loadTable(connection, 'thorough', table, { accepted, epoch: true });
  const differs = ['time', 'machine', 'entity', ...NAMES].map(
    (name) => `q.${name} IS DISTINCT FROM t.${name}`,
  );
  const signs = NAMES.map((name) => `signbit(q.${name}) <> signbit(t.${name})`);
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
      async (rows, separator, newline, ended) => {
        // One number there is, or it would not be worth it.
        const all = [['web1', '1700000000', '1', '', '', ''], ...rows].map((cells) => cells.join(separator));
        const text = `${['head', ...all].join(newline)}${ended ? newline : ''}`;
        await scratchFile(text, async (connection, path) => {
          const found = await compare(connection, path, separator);
          const count = rows.length + 1;
          expect(found).toMatchObject({ rows: count, quick: count, thorough: count, different: 0 });
          for (const [column, type] of found?.types ?? []) {
            const back = type === null ? 'NULL::DOUBLE' : `${column}::${type}::DOUBLE`;
            const answer = await connection.runAndReadAll(
              `SELECT count_if(${back} IS DISTINCT FROM ${column} OR signbit(${back}) <> signbit(${column})) FROM quick`,
            );
            expect({ column, type, lost: Number(answer.getRows()[0]?.[0]) }).toMatchObject({ lost: 0 });
          }
          const chosen = await chooseTypes(connection, 'quick', NAMES);
          const known = [...(found?.types ?? [])].filter(([, type]) => type !== null);
          expect(known).toEqual(known.map(([column]) => [column, chosen.get(column)]));
        });
      },
    ),
    { numRuns: 60 },
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
    { numRuns: 60 },
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
