import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { place } from './parts/place.ts';
import { NODE } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

/** What must go on while a new version's migrations are there already and its program is not. */
const GOES_ON = [
  'server/metrics/trickle/store-trickle.test.ts',
  'server/metrics/query/query-series.test.ts',
  'server/auth/sign-out.test.ts',
  'server/auth/context-from-key.test.ts',
  'server/uploads/run-upload.test.ts',
  'server/machines/register-machine.test.ts',
];

const git = (...words: string[]): string | null => {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** The release before this one; before there is any, the last commit that does not know the newest migration. */
function commitBefore(): string | null {
  const release = git('describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^');
  if (release !== null) return release;
  const added = git('log', '-1', '--diff-filter=A', '--format=%H', '--', 'prisma/*/migrations/*.sql');
  // A shallow clone ends before it.
  return added === null || added === '' ? null : git('rev-parse', '--verify', `${added}^`);
}

test('the program before this one ingests, answers, signs in and stores files on the newest schema', () => {
  test.setTimeout(300_000);
  const commit = commitBefore();
  test.skip(commit === null, 'There is no git history here: the program before this one cannot be had.');
  const folder = join(place().dataDir, 'earlier program');
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', commit ?? ''], { maxBuffer: 512 * 1024 ** 2 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const known = globSync('prisma/*/migrations/*.sql', { cwd: folder });
  const now = globSync('prisma/*/migrations/*.sql');
  // What was released stays as it is, and there is something that it does not know.
  for (const path of known)
    expect(readFileSync(path, 'utf8'), path).toBe(readFileSync(join(folder, path), 'utf8'));
  expect(now.length).toBeGreaterThan(known.length);
  for (const path of now) cpSync(path, join(folder, path));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const run = (...words: string[]) => {
    const { PATH, HOME } = process.env;
    const { status, stdout, stderr } = spawnSync(resolve(NODE), words, {
      cwd: folder,
      // Its own database; nothing of the one that runs here.
      env: {
        PATH,
        ...(HOME !== undefined && { HOME }),
        NODE_ENV: 'test',
        NO_COLOR: '1',
      } as NodeJS.ProcessEnv,
      encoding: 'utf8',
    });
    expect(status, `${dirname(folder)} ${commit}: ${words.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
    return stdout;
  };
  run('scripts/generate.ts');
  const said = run('node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', ...GOES_ON);
  expect(said).toContain(`Test Files  ${GOES_ON.length} passed (${GOES_ON.length})`);
});
