import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PALETTE, SERIES, STATES } from '../pdf/palette.ts';

const css = readFileSync(join(import.meta.dirname, 'browser', 'palette.css'), 'utf8');
const blocks = Array.from(css.matchAll(/color-scheme: (light|dark);([^}]*)\}/g), ([, scheme, body]) => ({
  scheme,
  values: Object.fromEntries(
    Array.from(body!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g), ([, key, value]) => [key, value]),
  ),
}));
const light = blocks.find(({ scheme }) => scheme === 'light')?.values ?? {};

test('paper and screen have the same colours', () => {
  for (const [name, colour] of Object.entries(SERIES)) expect(light[`s-${name}`], name).toBe(colour);
  expect(light).toMatchObject({ line: PALETTE.line, text: PALETTE.text, accent: PALETTE.link });
  for (const state of ['good', 'watch', 'act'] as const)
    expect([light[state], light[`${state}-weak`]]).toEqual([STATES[state].ink, STATES[state].ground]);
});

test('dark is the same, chosen by the system or by the reader', () => {
  const [chosen, system] = blocks.filter(({ scheme }) => scheme === 'dark');
  expect(chosen?.values).toEqual(system?.values);
  expect(Object.keys(chosen?.values ?? {})).toEqual(Object.keys(light));
});
