import { expect, test } from 'vitest';
import { judgeAudit } from './judge-audit.ts';

test.each([
  ['', null],
  ['npm error', null],
  ['null', null],
  ['{"message":"405 Method Not Allowed","statusCode":405}', null],
  ['{"auditReportVersion":2,"vulnerabilities":{}}', { serious: [] }],
  [
    '{"auditReportVersion":2,"vulnerabilities":{"a":{"severity":"high"},"b":{"severity":"moderate"},"c":{"severity":"critical"}}}',
    { serious: ['a (high)', 'c (critical)'] },
  ],
])('%s', (printed, judged) => {
  expect(judgeAudit(printed)).toEqual(judged);
});
