import { expect, test } from 'vitest';
import { readEnv } from '#server/env.ts';
import { doubtfulSettings } from './doubtful-settings.ts';

const base = { DATABASE_URL: 'postgres://u@h/d', APP_SECRET: '8d1f6c0b94e27a35f0c91be86d2473a5' };
const doubts = (settings: Record<string, string>) => doubtfulSettings(readEnv({ ...base, ...settings }));

test.each([
  [{}],
  [{ PUBLIC_URL: 'https://perf.example.com', TRUST_PROXY: '10.0.0.0/8' }],
  [{ PUBLIC_URL: 'https://perf.example.com', TRUST_PROXY: 'true', HOST: '0.0.0.0' }],
  [{ PUBLIC_URL: 'http://acme.localhost:3000' }],
])('%j is as it should be', (settings) => {
  expect(doubts(settings)).toEqual([]);
});

test.each([
  [{ PUBLIC_URL: 'https://perf.example.com' }, /^TRUST_PROXY: .* Name the proxy\.$/],
  [{ PUBLIC_URL: 'http://perf.example.com' }, /^PUBLIC_URL: is http: /],
  [{ HOST: '0.0.0.0' }, /^PUBLIC_URL: is http:\/\/localhost:3000 while HOST is 0\.0\.0\.0/],
  [{ PUBLIC_URL: 'https://192.0.2.7', TRUST_PROXY: 'true' }, /^PUBLIC_URL: 192\.0\.2\.7 is an address/],
  [
    { PUBLIC_URL: 'https://[2001:db8::1]', TRUST_PROXY: 'true' },
    /^PUBLIC_URL: \[2001:db8::1\] is an address/,
  ],
])('%j is told', (settings, words) => {
  expect(doubts(settings)).toEqual([expect.stringMatching(words)]);
});
