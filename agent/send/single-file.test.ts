import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const platform = { x64: 'linux-x64', arm64: 'linux-aarch64' }[process.arch as 'x64' | 'arm64'] ?? 'none';
const BUN = resolve('dist', '.bun', process.arch, 'node_modules', '@oven', `bun-${platform}`, 'bin', 'bun');

// The single file sends by other sockets than Node's, and packs by another library.
test.skipIf(!existsSync(BUN))(
  'the runtime of the single file does the same (needs npm run build:agent)',
  () => {
    const files = ['create-transport', 'create-socket-transport', 'create-reply-reader', 'freeze-batch'].map(
      (name) => join(import.meta.dirname, `${name}.test.ts`),
    );
    const { status, stderr } = spawnSync(BUN, ['test', ...files], { encoding: 'utf8', timeout: 15_000 });
    expect(stderr).toContain(' 0 fail');
    expect(status).toBe(0);
  },
);
