// npm run bench -- web: how quick the pages are, in a real Chromium on the production build with recorded samples.

import { join } from 'node:path';
import type { Figure, Findings } from './agent/figure.ts';
import { formatFigures } from './agent/format-figures.ts';
import { hostFacts } from './agent/host-facts.ts';
import { writeResults } from './agent/write-results.ts';
import { orMissing } from './or-missing.ts';
import { busyCores } from './store/busy-cores.ts';
import { openPortal } from './store/open-portal.ts';
import { fillFleet } from './web/fill-fleet.ts';
import { fillTenant } from './web/fill-tenant.ts';
import { fleet } from './web/fleet.ts';
import { live } from './web/live.ts';
import { machine } from './web/machine.ts';
import { openBrowser } from './web/open-browser.ts';
import type { FilledTenant } from './web/owned-tenant.ts';
import { HELP, type Part, readOptions } from './web/read-options.ts';
import { script } from './web/script.ts';
import type { WebRun } from './web/web-run.ts';
import { zoom } from './web/zoom.ts';

const MEASURE: Record<Part, (run: WebRun) => Promise<Findings>> = { machine, script, zoom, live, fleet };
const RESULTS = join(import.meta.dirname, 'results', 'web.json');
const DAY = 86_400;
const MINUTE = 60;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  if (options.help) return void process.stdout.write(HELP);
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} CPUs, Linux ${host.kernel}, Node ${host.node}`);
  const portal = await openPortal(null);
  try {
    const browser = await openBrowser();
    portal.atClose(browser.close);
    console.log(`Chromium ${browser.version}`);
    const fill = {
      machines: () =>
        fillTenant(portal, {
          slug: 'machines',
          machines: options.machines,
          // An hour less: the oldest row must not be too old when it arrives.
          first: { rows: (options.days * DAY - 3600) / 15, step: 15 },
          others: { rows: DAY / MINUTE, step: MINUTE },
        }),
      fleet: () => fillFleet(portal, { slug: 'many', machines: options.fleet }),
    };
    const made = new Map<string, Promise<FilledTenant>>();
    const tenant = (of: keyof typeof fill): Promise<FilledTenant> => {
      const known = made.get(of) ?? fill[of]();
      made.set(of, known);
      return known;
    };
    for (const part of options.parts) {
      console.log(`\n${part}`);
      // Before the figure of what else runs: filling is work of ours.
      await tenant(part === 'fleet' ? 'fleet' : 'machines').catch(() => undefined);
      const others: Figure = {
        what: 'CPUs busy with other work just before',
        value: await busyCores(),
        unit: '',
      };
      const run = { portal, options, tenant, browse: browser.browse };
      const { figures: own, missing, details = [] } = await orMissing(part, () => MEASURE[part](run));
      const figures = [...own, others];
      for (const line of details) console.log(`  ${line}`);
      console.log(formatFigures(figures));
      for (const line of missing) console.log(`  missing: ${line}`);
      if (!options.quick) writeResults(RESULTS, part, host, figures, missing);
    }
    if (!options.quick) console.log(`\nwritten to ${RESULTS}`);
  } finally {
    await portal.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
