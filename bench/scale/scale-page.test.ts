import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { readResults } from './read-results.ts';
import { calculatedTable, measuredTable } from './scale-tables.ts';

const page = readFileSync('docs/scale.md', 'utf8');
const results = readResults();
/** What is calculated needs every part; a run that was cut short has results without. */
const whole = results.parts.some(([part]) => part === 'day');

// After a new run: npm run bench -- scale --tables prints both as they must be.
test('docs/scale.md says what was measured', () => {
  expect(page).toContain(measuredTable(results));
});

test.skipIf(!whole)('docs/scale.md says what follows from it', () => {
  expect(page).toContain(calculatedTable(results));
});

test.skipIf(!whole)('ten times the machines need ten times the cores, and a minute a quarter of them', () => {
  const estate = { machines: 1000, tenants: 0, interval: 15, rawDays: 30, rollupDays: 90 } as const;
  const one = calculate(results, estate);
  const ten = calculate(results, { ...estate, machines: 10_000 });
  for (const need of ['deliveries', 'portalCores', 'workerCores', 'diskGb', 'logMbPerSecond'] as const)
    expect(ten[need] / one[need]).toBeCloseTo(10, 6);
  const slow = calculate(results, { ...estate, interval: 60 });
  expect(one.portalCores / slow.portalCores).toBeCloseTo(4, 6);
});

test('a result that is not there is named', () => {
  expect(() => readResults('{}').value('memory of the moon')).toThrow('no figure "memory of the moon"');
});
