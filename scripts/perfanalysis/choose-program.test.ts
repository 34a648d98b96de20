import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseProgram, MADE_OF, markOf, PROGRAM } from '../choose-program.mjs';

const root = mkdtempSync(join(tmpdir(), 'choose-program-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const part = join(root, 'part.ts');
const listed = (marks: unknown) => writeFileSync(join(root, MADE_OF), JSON.stringify(marks));
const source = join(root, 'scripts', 'perfanalysis.ts');

test('the bundle is started while nothing that it was made of has changed, else the source', () => {
  mkdirSync(join(root, 'dist'));
  writeFileSync(part, 'one');
  expect(chooseProgram(root)).toBe(source);
  listed({ 'part.ts': markOf(part) });
  expect(chooseProgram(root)).toBe(join(root, PROGRAM));
  writeFileSync(part, 'longer');
  expect(chooseProgram(root)).toBe(source);
  listed({ 'part.ts': markOf(part) });
  expect(chooseProgram(root)).toBe(join(root, PROGRAM));
  rmSync(part);
  expect(chooseProgram(root)).toBe(source);
});

test.each([{}, null, 1, 'part.ts', ['part.ts']])('a list that says %j is none', (marks) => {
  writeFileSync(part, 'one');
  listed(marks);
  expect(chooseProgram(root)).toBe(source);
});
