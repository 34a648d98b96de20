import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const vitest = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    success: z.boolean(),
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    // A file that could not be loaded has no test to fail, and still did not succeed.
    failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  }));

const playwright = z
  .object({
    stats: z.object({
      expected: z.number(),
      unexpected: z.number(),
      flaky: z.number(),
      skipped: z.number(),
    }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }) => ({
    // Flaky is what passed when tried again, where trying again is allowed.
    passed: stats.expected + stats.flaky,
    failed: Math.max(stats.unexpected, errors.length > 0 ? 1 : 0),
    skipped: stats.skipped,
  }));

/**
 * What a runner counted, from the JSON report it wrote. A runner that wrote none has failed once.
 */
export function readCounts(runner: 'vitest' | 'playwright', path: string): Counts {
  try {
    return (runner === 'vitest' ? vitest : playwright).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
