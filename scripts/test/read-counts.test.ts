import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCounts } from './read-counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-counts-'));
function written(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const vitest = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0, success: false };
const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };

test.each([
  ['vitest', vitest, { passed: 7, failed: 2, skipped: 1 }],
  ['vitest', { ...vitest, numFailedTests: 0 }, { passed: 7, failed: 1, skipped: 1 }],
  ['vitest', { ...vitest, numFailedTests: 0, success: true }, { passed: 7, failed: 0, skipped: 1 }],
  ['playwright', { stats, errors: [] }, { passed: 6, failed: 1, skipped: 2 }],
  [
    'playwright',
    { stats: { ...stats, unexpected: 0, flaky: 0 }, errors: ['x'] },
    { passed: 5, failed: 1, skipped: 2 },
  ],
  ['vitest', '{"cut": ', { passed: 0, failed: 1, skipped: 0 }],
  ['playwright', {}, { passed: 0, failed: 1, skipped: 0 }],
] as const)('%s %j', (runner, report, counts) => {
  expect(readCounts(runner, written(report))).toEqual(counts);
});

test('no report is one failure', () => {
  expect(readCounts('vitest', join(folder, 'missing.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
