import { expect, test } from 'vitest';
import { judgeStored, type Stored } from './judge-stored.ts';
import { newLedger, noteAnswered, noteSent } from './ledger.ts';

/** Sent: 1000 acknowledged, 2000 refused, 3000 without an answer, and a file of 4000 and 5000 without one. */
function ledgerOf(again = 0) {
  const ledger = newLedger('web1', 'load_1');
  noteSent(ledger, [
    { time: 1000, value: 1 },
    { time: 2000, value: 2 },
    { time: 3000, value: null },
  ]);
  noteSent(
    ledger,
    [
      { time: 4000, value: 4 },
      { time: 5000, value: 5 },
    ],
    'a.csv',
  );
  noteAnswered(ledger, [1000], 'acknowledged');
  noteAnswered(ledger, [2000], 'refused');
  ledger.again = again;
  return ledger;
}

const first = { time: 1000, value: 1 };
test.each<[string, Stored, string[]]>([
  ['all is well', { rows: [first], inTables: 1 }, []],
  ['what had no answer may be there', { rows: [first, { time: 3000, value: 7 }], inTables: 2 }, []],
  [
    'a whole file may be there',
    { rows: [first, { time: 4000, value: 4 }, { time: 5000, value: 5 }], inTables: 3 },
    [],
  ],
  [
    'lost',
    { rows: [], inTables: 0 },
    ['lost: web1 at 1970-01-01T00:00:01.000Z was acknowledged and is not there'],
  ],
  [
    'exported twice',
    { rows: [first, first], inTables: 2 },
    [
      'doubled: web1 at 1970-01-01T00:00:01.000Z is exported twice',
      'doubled: web1: 2 rows in its tables for 1 moments',
    ],
  ],
  ['stored twice', { rows: [first], inTables: 2 }, ['doubled: web1: 2 rows in its tables for 1 moments']],
  [
    'another value',
    { rows: [{ time: 1000, value: 3 }], inTables: 1 },
    ['wrong: web1 at 1970-01-01T00:00:01.000Z is 3, not 1'],
  ],
  [
    'refused, and there',
    { rows: [first, { time: 2000, value: 2 }], inTables: 2 },
    ['wrong: web1 at 1970-01-01T00:00:02.000Z was refused and is there'],
  ],
  [
    'from nowhere',
    { rows: [first, { time: 9000, value: 2 }], inTables: 2 },
    ['wrong: web1 at 1970-01-01T00:00:09.000Z was never sent'],
  ],
  [
    'half a file',
    { rows: [first, { time: 4000, value: 4 }], inTables: 2 },
    ['wrong: web1: 1 of the 2 rows of a.csv are there'],
  ],
  ['from no row', { rows: [first], inTables: 0 }, ['wrong: web1: 1 moments exported from 0 rows']],
])('%s', (_, stored, expected) => {
  const { lost, doubled, wrong } = judgeStored(ledgerOf(), stored);
  const said = Object.entries({ lost, doubled, wrong }).flatMap(([what, cases]) =>
    cases.map((one) => `${what}: ${one}`),
  );
  expect(said).toEqual(expected);
});

test('a moment that was sent again as a new one may be in the tables twice', () => {
  expect(judgeStored(ledgerOf(1), { rows: [first], inTables: 2 }).doubled).toEqual([]);
});
