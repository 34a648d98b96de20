import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askSecret, type KeyInput } from './ask-secret.ts';

/** A terminal's input: keys in, and whether it is raw. */
function terminal() {
  const keys = new PassThrough();
  const raw: boolean[] = [];
  const input = Object.assign(keys, { setRawMode: (mode: boolean) => raw.push(mode) });
  return { keys, raw, input: input as unknown as KeyInput };
}

test.each([
  ['a plain line', ['secret\r'], 'secret'],
  ['key by key', ['s', 'e', '\n'], 'se'],
  ['a mended one', ['sex\u007fcret\r'], 'secret'],
  ['more mended than typed', ['\u007f\u007fx\r'], 'x'],
  ['begun anew', ['wrong\u0015right\r'], 'right'],
  ['beyond ASCII', ['pä😀\u007fß\r'], 'päß'],
  ['ended by Ctrl-D', ['abc\u0004'], 'abc'],
])('%s is read and not shown', async (_, chunks, secret) => {
  const { keys, raw, input } = terminal();
  let shown = '';
  const asked = askSecret('Password: ', input, (text) => {
    shown += text;
  });
  for (const chunk of chunks) keys.write(chunk);
  expect(await asked).toBe(secret);
  expect(shown).toBe('Password: \n');
  expect(raw).toEqual([true, false]);
});

test('Ctrl-C leaves the terminal as it was', async () => {
  const { keys, raw, input } = terminal();
  const asked = askSecret('', input, () => {});
  keys.write('abc\u0003');
  await expect(asked).rejects.toMatchObject({ exitCode: 130 });
  expect(raw).toEqual([true, false]);
});
