import { expect, test } from 'vitest';
import { bytesFrom } from './bytes-from.ts';

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (bytes: AsyncIterable<Uint8Array>) => {
  let text = '';
  for await (const piece of bytes) text += Buffer.from(piece).toString();
  return text;
};

test.each([
  [0, 'abcdef'],
  [1, 'bcdef'],
  [2, 'cdef'],
  [3, 'def'],
  [6, ''],
  [9, ''],
])('from byte %i on', async (from, rest) => {
  expect(await read(bytesFrom(pieces('ab', 'c', 'def'), { from, limit: 6 }))).toBe(rest);
});

test('more than the limit is refused, also when it comes before the first byte that is wanted', async () => {
  for (const from of [0, 4])
    await expect(read(bytesFrom(pieces('ab', 'cd'), { from, limit: 3 }))).rejects.toMatchObject({
      code: 'LENGTH_MISMATCH',
    });
});
