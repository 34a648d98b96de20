import { join } from 'node:path';
import { build } from 'esbuild';
import { BROWSER_SCRIPT, BROWSER_STYLE } from './browser-files.ts';

/** Bundles the style (with its font inside) and the script of HTML reports to dist/report-browser.{css,js}. */
export async function buildReportBrowser(): Promise<void> {
  const root = process.cwd();
  const shared = {
    bundle: true,
    minify: true,
    legalComments: 'none',
    target: 'es2022',
    logLevel: 'warning',
  } as const;
  await Promise.all([
    build({
      ...shared,
      entryPoints: [join(import.meta.dirname, 'browser', 'main.ts')],
      outfile: join(root, BROWSER_SCRIPT),
      platform: 'browser',
      format: 'iife',
    }),
    build({
      ...shared,
      entryPoints: [join(import.meta.dirname, 'browser', 'report.css')],
      outfile: join(root, BROWSER_STYLE),
      loader: { '.woff2': 'dataurl' },
    }),
  ]);
}
