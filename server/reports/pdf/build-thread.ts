import { join } from 'node:path';
import { build } from 'esbuild';
import { PDF_THREAD } from './thread-file.ts';

/**
 * Bundles the render thread to dist/render-pdf.mjs: Node strips types but knows no JSX. Packages stay outside the
 * bundle and are found in node_modules as ever.
 * @returns the absolute path of the bundle
 */
export async function buildPdfThread(): Promise<string> {
  const outfile = join(process.cwd(), PDF_THREAD);
  await build({
    entryPoints: [join(import.meta.dirname, 'thread.tsx')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  return outfile;
}
