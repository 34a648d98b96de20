import { expect, test } from 'vitest';
import { proxyFor } from './proxy-for.ts';

const BOTH = { HTTPS_PROXY: 'http://secure:3128', HTTP_PROXY: 'http://plain:3128' };

test.each([
  ['https://a.example', {}, null],
  ['https://a.example', BOTH, 'http://secure:3128/'],
  ['http://a.example', BOTH, 'http://plain:3128/'],
  ['http://a.example', { HTTPS_PROXY: 'http://secure:3128' }, null],
  ['https://a.example', { ...BOTH, https_proxy: 'http://lower:1' }, 'http://lower:1/'],
  ['https://a.example', { ALL_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
  ['https://a.example', { HTTPS_PROXY: '' }, null],
  ['http://demo.localhost:3000', BOTH, null],
  ['http://127.0.0.1:3000', BOTH, null],
  ['https://a.example', { ...BOTH, NO_PROXY: '*' }, null],
  ['https://a.example', { ...BOTH, NO_PROXY: 'x.org, .example' }, null],
  ['https://a.example', { ...BOTH, NO_PROXY: 'A.Example' }, null],
  ['https://b.a.example', { ...BOTH, no_proxy: 'a.example' }, null],
  ['https://ba.example', { ...BOTH, NO_PROXY: 'a.example' }, 'http://secure:3128/'],
  ['https://a.example', { ...BOTH, NO_PROXY: 'a.example:443' }, null],
  ['https://a.example', { ...BOTH, NO_PROXY: 'a.example:8443' }, 'http://secure:3128/'],
  ['https://a.example', { ...BOTH, NO_PROXY: ',' }, 'http://secure:3128/'],
])('%s with %j', (url, environment, proxy) => {
  expect(proxyFor(new URL(url), environment)?.href ?? null).toBe(proxy);
});

test.each(['socks5://proxy:1080', 'http://', '::'])('refuses %s', (text) => {
  expect(() => proxyFor(new URL('https://a.example'), { HTTPS_PROXY: text })).toThrow(
    'HTTPS_PROXY must be the http or https URL of a proxy',
  );
});
