import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceStamp } from './source-stamp.ts';

let root = '';
const paths = ['app', 'server', 'package.json'];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'source stamp-'));
  write('app/page.tsx', 'page');
  write('server/env.ts', 'env');
  write('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

test.each<[string, () => void]>([
  ['a changed file', () => write('app/page.tsx', 'pagE')],
  ['a new file', () => write('app/new.tsx', '')],
  ['a renamed file', () => renameSync(join(root, 'app/page.tsx'), join(root, 'app/pages.tsx'))],
  ['a missing path', () => rmSync(join(root, 'package.json'))],
  [
    'content moved between files',
    () => ['app/page.tsx', 'server/env.ts'].forEach((path, i) => void write(path, ['pag', 'eenv'][i]!)),
  ],
])('%s changes the stamp', (_, change) => {
  const before = sourceStamp(root, paths);
  change();
  expect(sourceStamp(root, paths)).not.toBe(before);
});

test('what is made, and the order of the paths, do not', () => {
  const before = sourceStamp(root, paths);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  for (const made of [
    'app/node_modules/x.js',
    'app/.next/y',
    'server/dist/z',
    'server/db/generated/client.ts',
    'e2e/a.ts',
  ]) {
    write(made, 'made');
  }
  mkdirSync(join(root, 'app/empty'));
  expect(sourceStamp(root, paths.toReversed())).toBe(before);
});
