import { expect, test } from 'vitest';
import { packData } from './pack-data.ts';
import { unpackData } from './unpack-data.ts';

test('what was packed is read as it was', () => {
  const data = {
    times: [1_795_165_200_000, 1_795_165_215_000, 1_795_165_230_000, 1_795_165_231_000, 1_795_165_400_000],
    avg: [1.5, null, 0, -3, 1e9],
    few: [1, null],
    texts: ['a', 'b', 'c', 'd'],
    nested: [{ times: [5, 5, 5, 5] }],
  };
  expect(unpackData(packData(data))).toEqual(data);
});

test('seven digits stay', () => {
  const values = [98.765432, 0.0001234567, 123_456.7, 3e-9];
  const read = unpackData<number[]>(packData(values));
  values.forEach((value, at) => {
    expect(Math.abs((read[at] ?? 0) / value - 1)).toBeLessThan(1e-6);
  });
});

test('equal steps take no room', () => {
  const times = Array.from({ length: 10_000 }, (_, at) => at * 15_000);
  expect(packData({ times })).toBe('{"times":{"$t":[0,15000,9999]}}');
});

test.each([['</script>'], ['<!--'], ['\u2028\u2029'], ['"\\']])('%j cannot end its element', (text) => {
  const packed = packData({ text });
  expect(packed).not.toMatch(/[<\u2028\u2029]/);
  expect(unpackData(packed)).toEqual({ text });
});

test('what is not a number is null', () => {
  expect(unpackData(packData({ a: Number.NaN, b: Infinity, c: [1, 2, 3, Infinity] }))).toMatchObject({
    a: null,
    b: null,
  });
});
