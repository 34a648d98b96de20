import { describe, expect, test } from 'vitest';
import { patterns, whole } from './setting-parsers.ts';

describe('patterns', () => {
  test.each([
    ['', []],
    [' ', []],
    ['sd*', ['sd*']],
    ['sd*, nvme* ,!loop*', ['sd*', 'nvme*', '!loop*']],
    ['/srv/a b', ['/srv/a b']],
    ['a,,b', undefined],
    ['!', undefined],
    [',', undefined],
    ['a'.repeat(256), undefined],
    [Array.from({ length: 201 }, () => 'a').join(), undefined],
  ])('%j', (text, expected) => {
    expect(patterns(text)).toEqual(expected);
  });
});

describe('whole', () => {
  test.each([
    ['1', 1],
    ['10', 10],
    ['0', undefined],
    ['11', undefined],
    ['1.5', undefined],
    ['-1', undefined],
    ['1e1', undefined],
    ['', undefined],
  ])('%j', (text, expected) => {
    expect(whole(1, 10)(text)).toBe(expected);
  });
});
