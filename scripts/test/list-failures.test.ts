import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listFailures } from './list-failures.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-failures-'));
function written(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const passed = { fullName: 'subtracts', status: 'passed', failureMessages: [] };
const file = {
  name: resolve('agent/a.test.ts'),
  status: 'failed',
  message: '',
  assertionResults: [
    passed,
    { fullName: 'group adds', status: 'failed', failureMessages: ['Error: 2 is\n    not 3', 'again'] },
  ],
};
const spec = (title: string, ok: boolean, message?: string) => ({
  ...{ title, ok, file: 'a.spec.ts' },
  tests: [{ results: [{}, ...(message === undefined ? [] : [{ error: { message } }])] }],
});

test.each([
  ['vitest', { testResults: [file] }, ['agent/a.test.ts › group adds › Error: 2 is not 3']],
  ['vitest', { testResults: [{ ...file, status: 'passed', assertionResults: [passed] }] }, []],
  [
    'vitest',
    { testResults: [{ ...file, message: 'Cannot find module', assertionResults: [] }] },
    ['agent/a.test.ts › Cannot find module'],
  ],
  [
    'playwright',
    {
      suites: [
        {
          specs: [spec('shows', true), spec('flaky', true, 'once')],
          suites: [{ specs: [spec('hides', false, '\u001b[31mError\u001b[39m: it is there')] }],
        },
      ],
      errors: [],
    },
    ['e2e/a.spec.ts › hides › Error: it is there'],
  ],
  [
    'playwright',
    { suites: [], errors: [{ message: 'no portal answers' }, {}] },
    ['e2e › no portal answers', 'e2e'],
  ],
  ['vitest', '{"cut": ', []],
  ['playwright', {}, []],
] as const)('%s %j', (runner, report, failures) => {
  expect(listFailures(runner, written(report))).toEqual(failures);
});

test('no report lists none', () => {
  expect(listFailures('vitest', join(folder, 'missing.json'))).toEqual([]);
});
