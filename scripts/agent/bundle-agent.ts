import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The programs of agent/cli that ship. */
export const PROGRAMS = ['pcc', 'pcd', 'pcprocess', 'pcctl'] as const;

/** Where everything that ships is put. */
export const AGENT_DIST = join('dist', 'agent');

/**
 * The bundles are ES modules in name only: an ES import of one of Node's modules reads everything that it exports, and
 * with that loads what hides behind each (WebSocket behind http, the root certificates behind tls), 14 MB for http
 * alone. What is asked for by `require` comes without, and all but the two that every tick needs when it is first used.
 */
const BANNER = `const builtin = process.getBuiltinModule ?? (await import('node:module')).createRequire(import.meta.url);
const late = (name) => new Proxy({}, { get: (_, key) => builtin(name)[key] });
const require = (name) => /^node:(fs|path)$/.test(name) ? builtin(name) : late(name);`;

/**
 * Bundles the agent's programs, each to one file without dependencies that plain Node 20 runs.
 * @returns the names of the files in dist/agent
 */
export async function bundleAgent(root: string = process.cwd()): Promise<string[]> {
  const names: string[] = [];
  for (const program of PROGRAMS) {
    const entry = join(root, 'agent', 'cli', `${program}.ts`);
    if (
      !(await access(entry).then(
        () => true,
        () => false,
      ))
    )
      continue;
    await build({
      entryPoints: [entry],
      outfile: join(root, AGENT_DIST, `${program}.mjs`),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      banner: { js: BANNER },
      target: 'node20',
      // A package that slipped in would break the promise of one file that needs nothing.
      external: ['node:*'],
      legalComments: 'none',
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'warning',
    });
    names.push(`${program}.mjs`);
  }
  return names;
}
