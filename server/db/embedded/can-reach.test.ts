import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canReach } from './can-reach.ts';

const root = mkdtempSync(join(tmpdir(), 'can-reach-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const other = { name: 'other', uid: 61_234, gid: 61_235 };

test.runIf(process.getuid?.() === 0).each([
  { what: 'open to all', dir: 0o755, file: 0o644, owner: 0, group: 0, reaches: true },
  {
    what: 'folder that may be entered but not listed',
    dir: 0o711,
    file: 0o644,
    owner: 0,
    group: 0,
    reaches: true,
  },
  { what: 'closed folder', dir: 0o700, file: 0o644, owner: 0, group: 0, reaches: false },
  { what: 'closed file', dir: 0o755, file: 0o600, owner: 0, group: 0, reaches: false },
  { what: 'own folder', dir: 0o700, file: 0o644, owner: other.uid, group: 0, reaches: true },
  { what: "own group's folder", dir: 0o710, file: 0o644, owner: 0, group: other.gid, reaches: true },
  {
    what: 'group shut out though others are let in',
    dir: 0o701,
    file: 0o644,
    owner: 0,
    group: other.gid,
    reaches: false,
  },
])('$what: $reaches', async ({ dir, file, owner, group, reaches }) => {
  chmodSync(root, 0o755);
  const folder = mkdtempSync(join(root, 'case-'));
  const path = join(folder, 'below', 'file');
  mkdirSync(join(folder, 'below'));
  writeFileSync(path, '');
  chmodSync(path, file);
  chmodSync(join(folder, 'below'), 0o755);
  chownSync(folder, owner, group);
  chmodSync(folder, dir);
  expect(await canReach(path, other)).toBe(reaches);
});
