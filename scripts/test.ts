// npm test: everything that must hold, in the order of cheapness. `npm test -- --quick` leaves out the browser.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { generateClients } from './generate.ts';
import { auditPackages } from './test/audit-packages.ts';
import { findBrowser } from './test/find-browser.ts';
import { listFailures } from './test/list-failures.ts';
import { readCounts } from './test/read-counts.ts';
import { runTool } from './test/run-tool.ts';
import { buildPortal } from './up/build-portal.ts';
import { type Say, stage } from './up/stage.ts';

const results = 'test-results';
const quick = process.argv.includes('--quick');
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping.abort(new Error('stopped'));
    setTimeout(() => process.exit(130), 5000).unref();
  });
process.on('disconnect', () => process.exit(1));

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const add = (counts: typeof total) => {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
};
/** Told once more at the end: their output may be thousands of lines up. */
const failures: string[] = [];
/** A check without a count of its own is counted only when it fails. */
const check = async (name: string, work: (say: Say) => Promise<boolean>) => {
  const fine = await stage(name, work).catch((error: Error) => {
    console.error(error.message);
    return false;
  });
  if (!fine) {
    add({ passed: 0, failed: 1, skipped: 0 });
    failures.push(name);
  }
  stopping.signal.throwIfAborted();
  return fine;
};

await stage('Generating database clients', async () => generateClients());
await check('Linting', () => runTool('node_modules/@biomejs/biome/bin/biome', ['check', '.']));
await check('Checking types', () => runTool('node_modules/typescript/bin/tsc', ['--noEmit']));
await check('Looking for what nobody uses', () =>
  runTool('node_modules/knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
);
await check('Asking for known vulnerabilities', auditPackages);
await stage('Unit and integration tests', async () => {
  const report = `${results}/vitest.json`;
  await runTool('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  add(readCounts('vitest', report));
  failures.push(...listFailures('vitest', report));
});
stopping.signal.throwIfAborted();
if (!quick) await browserTests();

const summary = `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`;
writeFileSync(`${results}/summary.txt`, `${summary}\n`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((one) => `  ${one}`).join('\n')}`);
console.log(`\n${summary}`);
process.exit(total.failed > 0 ? 1 : 0);

async function browserTests(): Promise<void> {
  let browser = '';
  const ready =
    (await check('Finding a browser', async (say) => {
      browser = findBrowser(say);
      return true;
    })) &&
    (await check('Building the portal', async (say) => {
      await buildPortal(process.cwd(), say, stopping.signal);
      return true;
    }));
  if (!ready) return;
  await stage('Browser tests', async () => {
    const report = `${results}/playwright.json`;
    await runTool('node_modules/@playwright/test/cli.js', ['test'], {
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    add(readCounts('playwright', report));
    failures.push(...listFailures('playwright', report));
  });
}
