// Builds what is shipped: database clients, the report thread, what HTML reports carry, the command perfanalysis,
// the agent's bundles, the portal.
import { spawnSync } from 'node:child_process';
import { buildReportBrowser } from '#server/reports/html/build-browser.ts';
import { buildPdfThread } from '#server/reports/pdf/build-thread.ts';
import { bundleAgent } from './agent/bundle-agent.ts';
import { writeChecksums } from './agent/write-checksums.ts';
import { generateClients } from './generate.ts';
import { buildProgram } from './perfanalysis/build-program.ts';

generateClients();
await Promise.all([buildPdfThread(), buildReportBrowser(), buildProgram()]);
await bundleAgent();
await writeChecksums();
const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  stdio: 'inherit',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
process.exit(status ?? 1);
