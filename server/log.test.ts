import { pino } from 'pino';
import { expect, test } from 'vitest';
import { HIDDEN } from './log.ts';

test.each([
  { password: 'p-4711' },
  { input: { email: 'ann@acme.example', password: 'p-4711', otp: 'p-4711' } },
  { request: { headers: { authorization: 'Bearer p-4711', apikey: 'p-4711', cookie: 'session=p-4711' } } },
  { job: { data: { token: 'p-4711', secret: 'p-4711' } } },
])('secrets are cut out of %j', (line) => {
  const lines: string[] = [];
  pino({ redact: HIDDEN }, { write: (text: string) => void lines.push(text) }).info(line, 'said');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('4711');
  expect(lines[0]).toContain('[hidden]');
});
