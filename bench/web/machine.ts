import { Agent } from 'node:http';
import type { Figure, Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { askFor } from '../store/ask.ts';
import type { Watched } from './watch-page.ts';
import type { WebRun } from './web-run.ts';

declare const bench: Watched;

const WARM_UPS = 3;
/** Of the overview. */
const CHARTS = 4;
/** Later candidates for the largest paint come within this. */
const SETTLED_MS = 500;

/** The overview of a machine over its last 24 hours, asked for again and again. */
export async function machine({ portal, options, tenant, browse }: WebRun): Promise<Findings> {
  const filled = await tenant('machines');
  const context = await browse(filled);
  const path = `/machines/${filled.longest}?range=24h`;
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const agent = new Agent({ keepAlive: true });
  const answers: number[] = [];
  let bytes = 0;
  for (let round = -WARM_UPS; round < 2 * options.rounds; round += 1) {
    const began = performance.now();
    const html = await askFor({ port: portal.port, path, headers: { host: filled.host, cookie }, agent });
    if (round >= 0) answers.push(performance.now() - began);
    bytes = html.length;
    if (!html.includes('data-points')) throw new Error('The page came without its charts');
  }
  agent.destroy();

  const page = await context.newPage();
  const paints: number[] = [];
  const charts: number[] = [];
  for (let round = -WARM_UPS; round < options.rounds; round += 1) {
    await page.goto(filled.url + path, { waitUntil: 'commit' });
    const drawn = await page.evaluate((count) => bench.until(() => bench.drawn(count)), CHARTS);
    await page.waitForTimeout(SETTLED_MS);
    const lcp = await page.evaluate(() => bench.lcp);
    if (round < 0) continue;
    charts.push(drawn);
    paints.push(lcp);
  }
  await context.close();
  const figure = (what: string, values: number[], [bar, aim]: [number, number]): Figure => ({
    what,
    value: median(values),
    unit: 'ms',
    bar: { sense: 'at most', value: bar },
    note: `aim ${aim}; ${values.length} rounds, slowest ${Math.round(Math.max(...values))}`,
  });
  return {
    details: [`HTML of ${Math.round(bytes / 1024)} KiB before compression`],
    figures: [
      figure('machine, 24 h: server time to full HTML', answers, [200, 80]),
      figure('machine, 24 h: largest contentful paint', paints, [1200, 600]),
      figure('machine, 24 h: all charts drawn', charts, [1500, 800]),
    ],
    missing: [],
  };
}
