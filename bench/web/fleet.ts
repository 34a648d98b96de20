import type { Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import type { Watched } from './watch-page.ts';
import type { WebRun } from './web-run.ts';

declare const bench: Watched;

const WARM_UPS = 2;
/** Links to machines: rows of the list, which may make only those that are on the screen. */
const ROWS = 'main a[href^="/machines/"]';
const LEAST_ROWS = 10;

/**
 * The fleet of a large tenant until it can be used: its heading and at least ten machines are there and React has taken
 * them over, so that a press of any of them answers.
 */
export async function fleet({ options, tenant, browse }: WebRun): Promise<Findings> {
  const filled = await tenant('fleet');
  const context = await browse(filled);
  const page = await context.newPage();
  const usable: number[] = [];
  const complete: number[] = [];
  for (let round = -WARM_UPS; round < options.rounds; round += 1) {
    await page.goto(filled.url, { waitUntil: 'commit' });
    const [ready, full] = await page.evaluate(
      async ([rows, least]) => {
        const isThere = () => document.querySelector('h1')?.textContent?.includes('Fleet') === true;
        const ready = await bench.until(() => isThere() && bench.alive(rows, least));
        const settled = () => document.querySelector('main .skeleton') === null;
        // Not what is judged: a page that goes on filling for long is usable all the same.
        const full = await bench.until(settled).catch(() => null);
        return [ready, full] as const;
      },
      [ROWS, Math.min(LEAST_ROWS, options.fleet)] as const,
    );
    if (round < 0) continue;
    usable.push(ready);
    if (full !== null) complete.push(full);
  }
  await context.close();
  return {
    figures: [
      {
        what: `fleet with ${options.fleet.toLocaleString('en-US')} machines, until usable`,
        value: median(usable),
        unit: 'ms',
        bar: { sense: 'at most', value: 1500 },
        note: `aim 800; ${usable.length} rounds, slowest ${Math.round(Math.max(...usable))}`,
      },
      ...(complete.length === 0
        ? []
        : [{ what: 'the same, until nothing is awaited', value: median(complete), unit: 'ms' }]),
    ],
    missing: complete.length === 0 ? ['until nothing is awaited: not within a minute'] : [],
  };
}
