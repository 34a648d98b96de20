import { expect, test } from 'vitest';
import { type Say, stage } from './stage.ts';

function sink(isTTY: boolean) {
  const written: string[] = [];
  const out = {
    isTTY,
    columns: 40,
    write: (text: string) => written.push(text) > 0,
  } as unknown as typeof process.stdout;
  return { out, text: () => written.join('') };
}

test('a log gets a line when a stage begins, speaks and ends', async () => {
  const { out, text } = sink(false);
  const work = async (say: Say) => {
    say('pages');
    return 42;
  };
  expect(await stage('Building', work, out)).toBe(42);
  expect(text()).toMatch(/^Building …\nBuilding … pages\nBuilding … \d+\.\d s\n$/);
});

test('a terminal line is kept current and never wraps', async () => {
  const { out, text } = sink(true);
  await stage('Building', async (say) => say('x'.repeat(100)), out);
  const lines = text().split('\r\x1b[2K');
  expect(lines.at(-1)).toMatch(/^Building … \d+\.\d s\n$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
});

test('nothing to do, and failure, are said', async () => {
  const { out, text } = sink(false);
  await stage('Building', async (say) => say.upToDate(), out);
  await expect(stage('Building', async () => Promise.reject(new Error('no')), out)).rejects.toThrow('no');
  expect(text()).toMatch(/Building … up to date\n.*\nBuilding … failed after \d+\.\d s\n$/s);
});
