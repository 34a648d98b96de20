import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** Characters of a message. */
const LONGEST = 300;

const vitest = z
  .object({
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
        ),
      }),
    ),
  })
  .transform(({ testResults }) =>
    testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0 && status === 'failed') return [failure(name, '', message)];
      return failed.map((test) => failure(name, test.fullName, test.failureMessages[0] ?? ''));
    }),
  );

const spec = z.object({
  title: z.string(),
  ok: z.boolean(),
  file: z.string(),
  tests: z.array(
    z.object({ results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })) }),
  ),
});
interface Suite {
  specs: z.infer<typeof spec>[];
  suites?: Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.object({
  specs: z.array(spec),
  suites: z.array(z.lazy(() => suite)).optional(),
});
const playwright = z
  .object({ suites: z.array(suite), errors: z.array(z.object({ message: z.string().optional() })) })
  .transform(({ suites, errors }) => [
    ...suites.flatMap(specsOf).flatMap(({ ok, file, title, tests }) => {
      const said = tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message;
      return ok ? [] : [failure(`e2e/${file}`, title, said ?? '')];
    }),
    ...errors.map(({ message }) => failure('e2e', '', message ?? '')),
  ]);

/**
 * What failed in a runner's JSON report, a line each: file, test, and how its message begins. A report that is not
 * there or cannot be read has none; readCounts counts it as a failure.
 */
export function listFailures(runner: 'vitest' | 'playwright', path: string): string[] {
  try {
    return (runner === 'vitest' ? vitest : playwright).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}

function specsOf({ specs, suites = [] }: Suite): z.infer<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function failure(file: string, test: string, message: string): string {
  const said = stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').slice(0, LONGEST);
  return [relative(process.cwd(), resolve(file)), test, said].filter((part) => part !== '').join(' › ');
}
