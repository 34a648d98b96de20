import { expect, test } from 'vitest';
import { readEnv } from '#server/env.ts';
import { uploadToken } from './upload-token.ts';

test('each tenant has a token of its own, the same each time', () => {
  const one = uploadToken('0b8e6c1a-0000-4000-8000-000000000001');
  expect(uploadToken('0b8e6c1a-0000-4000-8000-000000000001')).toEqual(one);
  expect(uploadToken('0b8e6c1a-0000-4000-8000-000000000002').apiKey).not.toBe(one.apiKey);
  expect(one).toMatchObject({ inCloud: false, apiKey: expect.stringMatching(/^sk_[0-9a-f]{64}$/) });
});

test.each(['x', Buffer.from('{"apiKey":"pk_1"}').toString('base64'), Buffer.from('[]').toString('base64')])(
  'UPLOADTHING_TOKEN=%s is refused at the start',
  (token) => {
    const good = { DATABASE_URL: 'postgres://u@h/d', APP_SECRET: '8d1f6c0b94e27a35f0c91be86d2473a5' };
    expect(() => readEnv({ ...good, UPLOADTHING_TOKEN: token })).toThrow('UPLOADTHING_TOKEN: ');
  },
);
