import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { AGENT_DIST } from './bundle-agent.ts';

const run = promisify(execFile);

/** The compiler, from the npm registry; too large to be installed for everybody who only runs the portal. */
const BUN = '1.4.4';
const PACKAGES = { x64: '@oven/bun-linux-x64', arm64: '@oven/bun-linux-aarch64' } as const;
type Architecture = keyof typeof PACKAGES;

/** Fetches one platform's Bun into dist/.bun and returns the path of its executable. */
async function fetchBun(root: string, architecture: Architecture): Promise<string> {
  const folder = join(root, 'dist', '.bun', architecture);
  const bun = join(folder, 'node_modules', PACKAGES[architecture], 'bin', 'bun');
  if (
    await access(bun).then(
      () => true,
      () => false,
    )
  )
    return bun;
  await mkdir(folder, { recursive: true });
  // --force: the package of the other architecture is only read, never run.
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--force',
    '--ignore-scripts',
  ];
  await run('npm', [...args, `${PACKAGES[architecture]}@${BUN}`]);
  await access(bun);
  return bun;
}

/**
 * Compiles dist/agent/pcc.mjs to single executables for Linux, as far as the compiler can be had here.
 * @param say told what was left out, and why
 * @returns the names of the files in dist/agent
 */
export async function compileAgent(
  say: (line: string) => void,
  root: string = process.cwd(),
): Promise<string[]> {
  const host = arch();
  if (platform() !== 'linux' || !(host === 'x64' || host === 'arm64')) {
    say(`single-file executables are compiled on Linux only; this is ${platform()}-${host}`);
    return [];
  }
  const compiler = await fetchBun(root, host);
  const names: string[] = [];
  for (const target of ['x64', 'arm64'] as const) {
    const name = `pcc-linux-${target}`;
    const outfile = join(root, AGENT_DIST, name);
    try {
      const runtime = await fetchBun(root, target);
      await rm(outfile, { force: true });
      await run(compiler, [
        'build',
        '--compile',
        '--minify',
        // Compiled beforehand: the parser is not even read in, 2 MB.
        '--bytecode',
        '--format=esm',
        // A small heap, and no machine code before something has run very often: 10 MB less, for the same CPU.
        '--compile-exec-argv=--smol',
        '--compile-jit-policy=1000',
        `--target=bun-linux-${target}`,
        `--compile-executable-path=${runtime}`,
        join(root, AGENT_DIST, 'pcc.mjs'),
        `--outfile=${outfile}`,
      ]);
      // A third of the size: this is what goes over the wire.
      await pipeline(createReadStream(outfile), createGzip({ level: 9 }), createWriteStream(`${outfile}.gz`));
      names.push(name, `${name}.gz`);
    } catch (error) {
      say(`${name} was left out: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
  }
  return names;
}
