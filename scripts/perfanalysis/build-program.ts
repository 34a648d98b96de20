import { rename, writeFile } from 'node:fs/promises';
import { MADE_OF, markOf, PROGRAM } from '../choose-program.mjs';

/** What npm changes whenever it changes a package. */
const PACKAGES = 'node_modules/.package-lock.json';
/** These find their sources beside themselves; and what is there for one platform only. */
const OUTSIDE = [
  '#server/reports/pdf/build-thread.ts',
  '#server/reports/html/build-browser.ts',
  'esbuild',
  '@duckdb/node-bindings*',
];
/** Some packages are CommonJS. */
const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * Bundles perfanalysis.ts with its packages to dist/perfanalysis.mjs: eight hundred modules, which took longer to find
 * and read than a report takes to make. Works in the project's folder, in which the process runs.
 */
export async function buildProgram(): Promise<void> {
  // Not above: in the bundle it would be loaded at each start.
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    entryPoints: ['scripts/perfanalysis.ts'],
    outfile: PROGRAM,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: OUTSIDE,
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
  const [program] = outputFiles;
  if (!program) throw new Error('esbuild made no file.');
  const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const marks = Object.fromEntries([...own, PACKAGES].map((file) => [file, markOf(file)]));
  // In this order: until the list is there, the program counts as old.
  await put(PROGRAM, program.contents);
  await put(MADE_OF, JSON.stringify(marks));
}

/** Others may be starting it at this moment. */
async function put(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, path);
}
