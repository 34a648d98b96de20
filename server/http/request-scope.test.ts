import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { currentRequestId, inRequest } from './request-scope.ts';

test('requests at the same time do not mix', async () => {
  const turns = ['request-1', 'request-2'].map((id) =>
    inRequest(id, async () => {
      for (let i = 0; i < 5; i++) await new Promise(setImmediate);
      return currentRequestId();
    }),
  );
  expect(await Promise.all(turns)).toEqual(['request-1', 'request-2']);
  expect(currentRequestId()).toBeUndefined();
});

test('what is logged of a request carries its id and its tenant, and no other line does', () => {
  const program = `
    import { inRequest, noteTenant } from '#server/http/request-scope.ts';
    import { log } from '#server/log.ts';
    log().info('before');
    inRequest('request-1', () => { noteTenant('tenant-1'); log().info('within'); });
    inRequest('request-2', () => log().error({ err: new Error('x'), requestId: 'request-2' }, 'failed'));
  `;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, LOG_LEVEL: 'info' },
    encoding: 'utf8',
  });
  const lines = printed.trim().split('\n');
  expect(
    lines.map((line) => JSON.parse(line)).map(({ msg, requestId, tenant }) => [msg, requestId, tenant]),
  ).toEqual([
    ['before', undefined, undefined],
    ['within', 'request-1', 'tenant-1'],
    ['failed', 'request-2', undefined],
  ]);
  for (const line of lines) expect(line.split('"requestId"').length).toBeLessThanOrEqual(2);
});
