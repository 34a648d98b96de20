import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { textDropper } from './drop-text.ts';

const platform = { x64: 'linux-x64', arm64: 'linux-aarch64' }[process.arch as 'x64' | 'arm64'] ?? 'none';
const BUN = resolve('dist', '.bun', process.arch, 'node_modules', '@oven', `bun-${platform}`, 'bin', 'bun');

test('does nothing on Node', () => {
  expect(textDropper()).not.toThrow();
});

/** Prints the kB of file pages in the memory of the process before and after, and works on. */
const SCRIPT = `
const { textDropper } = await import(${JSON.stringify(join(import.meta.dirname, 'drop-text.ts'))});
const { readFileSync } = await import('node:fs');
const pages = () => Number(/^RssFile:\\s+(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
const drop = textDropper();
const before = pages();
drop();
drop();
const after = pages();
let sum = 0;
for (const { value } of JSON.parse(JSON.stringify(Array.from({ length: 1000 }, (_, value) => ({ value }))))) sum += value;
console.log(JSON.stringify([before, after, sum]));
`;

test.skipIf(!existsSync(BUN))('gives text back, and runs on (needs npm run build:agent)', () => {
  const { stdout, stderr } = spawnSync(BUN, ['-e', SCRIPT], { encoding: 'utf8', timeout: 15_000 });
  expect(stderr).toBe('');
  const [before, after, sum] = JSON.parse(stdout);
  expect(after).toBeLessThan(before);
  expect(sum).toBe(499_500);
});

test.skipIf(!existsSync(BUN))('runs on where the C library cannot be called', () => {
  const env = { ...process.env, BUN_JSC_useJIT: '0' };
  const { stdout, stderr } = spawnSync(BUN, ['-e', SCRIPT], { encoding: 'utf8', timeout: 15_000, env });
  expect([stderr, JSON.parse(stdout)[2]]).toEqual(['', 499_500]);
});
