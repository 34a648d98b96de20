import { glob, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { nodeFileTrace } from '@vercel/nft';
import { build } from 'esbuild';
import { PDF_THREAD } from '#server/reports/pdf/thread-file.ts';

/** The commands that a server runs. */
export const COMMANDS = [
  ...['portal', 'worker', 'migrate', 'tenant', 'backup', 'restore', 'store-verify'],
  'perfanalysis',
];

/** What is found by names that no tracer sees: by Next when it reads its configuration, and fonts of PDF reports. */
const LOOKED_UP = [
  'node_modules/next/dist/compiled/{webpack,@babel/runtime}/**/*',
  'node_modules/@fontsource/inter/{package.json,unicode.json,LICENSE}',
  'node_modules/@fontsource/inter/files/*-normal.woff',
  'node_modules/pdfkit/js/standard-fonts/*.cjs',
  'node_modules/pdfkit/js/standard-fonts/**/*.cjs',
];

/**
 * The files of packages that a built project needs to run: those that Next traced for its pages, and those that our own
 * programs import. Paths relative to `root`.
 */
export async function tracePackages(root: string): Promise<Set<string>> {
  const needed = new Set<string>();
  for await (const trace of glob('.next/**/*.nft.json', { cwd: root })) {
    const { files } = JSON.parse(await readFile(join(root, trace), 'utf8')) as { files: string[] };
    for (const file of files) needed.add(relative(root, join(root, dirname(trace), file)));
  }
  for (const pattern of LOOKED_UP) for await (const file of glob(pattern, { cwd: root })) needed.add(file);
  for (const file of await traceOwn(root)) needed.add(file);
  return new Set([...needed].filter((file) => file.startsWith('node_modules/')));
}

/** The tracer reads JavaScript: our TypeScript is bundled for it, with packages left as imports. */
async function traceOwn(root: string): Promise<Set<string>> {
  const outdir = join(root, '.next', 'own-trace');
  await build({
    absWorkingDir: root,
    entryPoints: COMMANDS.map((name) => `scripts/${name}.ts`),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  // Reports are drawn in a thread, whose program no command imports.
  const entries = [...COMMANDS.map((name) => join(outdir, `${name}.mjs`)), join(root, PDF_THREAD)];
  const { fileList } = await nodeFileTrace(entries, { base: root, ignore: ['**/*.d.ts', '**/*.map'] });
  await rm(outdir, { recursive: true, force: true });
  return fileList;
}
