// npm run bench -- scale: many tenants and machines on one portal, in figures from which docs/scale.md calculates.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Findings } from './agent/figure.ts';
import { formatFigures } from './agent/format-figures.ts';
import { hostFacts } from './agent/host-facts.ts';
import { writeResults } from './agent/write-results.ts';
import { orMissing } from './or-missing.ts';
import { day } from './scale/day.ts';
import { hour } from './scale/hour.ts';
import { idle } from './scale/idle.ts';
import { live } from './scale/live.ts';
import { makeTenants } from './scale/make-tenants.ts';
import { HELP, type Part, readOptions } from './scale/read-options.ts';
import { readResults } from './scale/read-results.ts';
import type { ScaleRun } from './scale/scale-run.ts';
import { calculatedTable, measuredTable } from './scale/scale-tables.ts';
import { upkeep } from './scale/upkeep.ts';
import { watchDatabase } from './scale/watch-database.ts';
import { busyCores } from './store/busy-cores.ts';
import { openPortal } from './store/open-portal.ts';

const MEASURE: Record<Exclude<Part, 'tenants'>, (run: ScaleRun) => Promise<Findings>> = {
  idle,
  live,
  hour,
  day,
  upkeep,
};
const RESULTS = join(import.meta.dirname, 'results', 'scale.json');
/** This process is no part of the portal: the database's connections are left to those that are. */
const OWN_CONNECTIONS = '4';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  if (options.help) return void process.stdout.write(HELP);
  if (options.tables) {
    const results = readResults();
    return void console.log(`${measuredTable(results)}\n\n${calculatedTable(results)}`);
  }
  const isKept = !options.quick;
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} CPUs, Linux ${host.kernel}, Node ${host.node}`);
  process.env.DB_CONNECTIONS = OWN_CONNECTIONS;
  const portal = await openPortal(null, {
    built: options.built,
    settings: { DB_CONNECTIONS: String(options.connections) },
  });
  try {
    mkdirSync(join(portal.folder, 'bench'));
    const database = await watchDatabase(portal.databaseUrl);
    portal.atClose(database.close);
    portal.atClose(stopSending);
    const others: Figure = {
      what: 'CPUs busy with other work just before',
      value: await busyCores(),
      unit: '',
    };
    const tell = (part: Part, { figures, missing, details = [] }: Findings): void => {
      console.log(`\n${part}`);
      for (const line of details) console.log(`  ${line}`);
      console.log(formatFigures(figures));
      for (const line of missing) console.log(`  missing: ${line}`);
      if (isKept) writeResults(RESULTS, part, host, figures, missing);
    };
    const { tenants, findings } = await makeTenants(portal, database, options);
    if (options.parts.includes('tenants'))
      tell('tenants', { ...findings, figures: [...findings.figures, others] });
    for (const part of options.parts) {
      if (part === 'tenants') continue;
      await letGo();
      tell(part, await orMissing(part, () => MEASURE[part]({ portal, options, database, tenants })));
    }
    if (isKept) console.log(`\nwritten to ${RESULTS}`);
  } finally {
    await portal.close();
  }
}

/** Connections that verbs opened in this process should not be counted with the portal's. */
async function letGo(): Promise<void> {
  const { closeAllTenantDbs } = await import('../server/db/tenant-db.ts');
  await closeAllTenantDbs();
}

/** The worker is asked through a queue, which keeps connections of its own. */
async function stopSending(): Promise<void> {
  const { sendingQueue } = await import('../server/jobs/queue.ts');
  await (await sendingQueue()).stop({ graceful: false });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
