import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_SCRIPT, BROWSER_STYLE } from '#server/reports/html/browser-files.ts';
import { PDF_THREAD } from '#server/reports/pdf/thread-file.ts';

/**
 * Builds what the wanted renderers run on, where it is not there yet or older than its source. Takes about a second. In
 * dist/runtime there is nothing to build with: what is there was built for it. The process works in the project's folder.
 */
export async function buildBundles(wanted: { pdf?: string; html?: string }): Promise<void> {
  if (!hasBuilder()) return;
  const source = newestSource(join('server', 'reports'));
  const isOld = (bundle: string) => (statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0) < source;
  if (wanted.pdf !== undefined && isOld(PDF_THREAD)) {
    const { buildPdfThread } = await import('#server/reports/pdf/build-thread.ts');
    await buildPdfThread();
  }
  if (wanted.html !== undefined && [BROWSER_SCRIPT, BROWSER_STYLE].some(isOld)) {
    const { buildReportBrowser } = await import('#server/reports/html/build-browser.ts');
    await buildReportBrowser();
  }
}

function hasBuilder(): boolean {
  try {
    import.meta.resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}

function newestSource(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...files.flatMap((file) =>
      file.isFile() && !file.name.includes('.test.')
        ? [statSync(join(file.parentPath, file.name)).mtimeMs]
        : [],
    ),
  );
}
