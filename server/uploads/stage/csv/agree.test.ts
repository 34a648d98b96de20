import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { contractRow, HEADER } from '../testing/contract-csv.ts';
import { stageContent } from '../testing/stage-content.ts';
import type { CsvTable } from './csv-table.ts';
import { findFaults } from './find-faults.ts';
import { isCsvError, loadTable } from './load-table.ts';

const number = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('0', '1', '50', '99.5', '100', '100.01', '1e2', '+5', '.5', '5.', '-0', ''),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '-1',
      'x',
      'nan',
      'inf',
      '-inf',
      '1e999',
      '1e',
      '0x1',
      '1 2',
      '--1',
      '1.2.3',
      '1f',
      '"7"',
      '""',
      'null',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: fc.constantFrom(...'0123456789.eE+-') }) },
);
const time = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('1767813011', '1767813011.5', '1767813011500', '2026-01-07T19:10:12Z'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'x',
      '12',
      '2026-13-01',
      '2026-01-07T24:00',
      '2026-01-07 19:10:60',
      '2026-1-7 1:02',
      '2026-01-07T19:10:12+0100',
      '2026-01-07T19:10:12-01',
      'epoch',
      'infinity',
      '2026/01/07',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: fc.constantFrom(...'0123456789-:T Z.') }) },
);

const accepted = { from: Date.UTC(2025, 0), to: Date.UTC(2030, 0) };
const table = (path: string): CsvTable => ({
  path,
  member: null,
  separator: ',',
  skip: 1,
  width: 4,
  time: { index: 0, name: 't' },
  machine: 'm',
  entity: '',
  numbers: ['a', 'b', 'c'].map((as, index) => ({
    index: index + 1,
    name: as,
    as,
    scale: 1,
    range: [0, 100],
  })),
  rules: [
    { type: 'any', reason: 'no_value', columns: ['a', 'b', 'c'] },
    { type: 'atMost', reason: 'a_above_b', column: 'a', of: 'b' },
    { type: 'sum', reason: 'sum', columns: ['a', 'b', 'c'], most: 102, least: 20 },
  ],
});

/** Each row by itself, so that no fault hides another: DuckDB stops at the first it cannot read. */
test('DuckDB and the row-by-row judge take the same rows', async () => {
  await withDuckdb((connection) =>
    withScratch(async (folder) => {
      const path = join(folder, 'rows.csv');
      await fc.assert(
        fc.asyncProperty(time, number, number, number, async (...cells) => {
          await writeFile(path, `t,a,b,c\n${cells.join(',')}\n`);
          const judged = await findFaults(table(path), accepted);
          const read = await loadTable(connection, 'agreed', table(path), { accepted, epoch: false }).then(
            ({ bad }) => bad,
            (error) => {
              if (!isCsvError(error)) throw error;
              return 1;
            },
          );
          expect({ cells, bad: judged.rows_bad }).toEqual({ cells, bad: read });
        }),
        { numRuns: 400 },
      );
    }),
  );
});

test('any text at all is staged or refused with a reason', async () => {
  const piece = fc.constantFrom(
    ...HEADER,
    HEADER.join(','),
    contractRow(0).join(','),
    contractRow(1).join(';'),
    ',',
    ';',
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    '\t',
    '\ufeff',
    '#timestamp',
    '# hostname;interval;timestamp',
    '{"subsystem":',
    '1767813011',
    ' ',
    '\0',
    '\u00e9',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const outcome = await stageContent(pieces.join(''), { machine: 'm' }).catch((error) => error);
      if (outcome instanceof Error && !(outcome instanceof AppError)) throw outcome;
    }),
    { numRuns: 150 },
  );
});
