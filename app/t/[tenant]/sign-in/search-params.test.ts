import { describe, expect, test } from 'vitest';
import { signInSearchParams } from './search-params.ts';

describe('to', () => {
  test.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['/machines/web1?range=1h#cpu', '/machines/web1?range=1h#cpu'],
    ['/reports/../machines/web1', '/machines/web1'],
    ['machines/web1', '/'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['/a/..//elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    [['/a', '/b'], '/'],
    [`/${'x'.repeat(3000)}`, '/'],
  ])('%j leads to %s', (to, path) => {
    expect(signInSearchParams({ to }).to).toBe(path);
  });
});
