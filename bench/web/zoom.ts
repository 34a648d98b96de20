import type { Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import type { Watched } from './watch-page.ts';
import type { WebRun } from './web-run.ts';

declare const bench: Watched;

const HOUR = 3600;
const STEP = 15;
const CHARTS = 4;
/** An hour of samples, and what breaks a line. */
const MOST_POINTS = HOUR / STEP + 20;

/**
 * From all days of a machine to one hour within them, by the form for a range of one's own: from the press of its
 * button until all charts show that hour. Each round another hour, which the server has not been asked for.
 */
export async function zoom({ options, tenant, browse }: WebRun): Promise<Findings> {
  const filled = await tenant('machines');
  const context = await browse(filled);
  const page = await context.newPage();
  const times: number[] = [];
  const room = Math.floor((filled.to - filled.from) / HOUR) - 4;
  for (let round = -1; round < options.rounds; round += 1) {
    await page.goto(`${filled.url}/machines/${filled.longest}?range=${options.days}d`);
    await page.evaluate((count) => bench.until(() => bench.drawn(count)), CHARTS);
    const from = Math.ceil(filled.from / HOUR + 2 + ((round + 2) * room) / (options.rounds + 3)) * HOUR;
    // It bears the shown width where that is none of those offered.
    await page.getByRole('button', { name: /^(Custom|Last \d+[mhd])$/ }).click();
    const form = page.getByRole('dialog', { name: 'A range of your own' });
    await form.getByLabel('From').fill(fieldTime(from));
    await form.getByLabel('To (').fill(fieldTime(from + HOUR));
    // Long before an answer can come, and counted from the press itself.
    const drawn = page.evaluate(
      ([count, most, start, end]) =>
        new Promise<number>((resolve, reject) => {
          const began = (event: Event) => {
            removeEventListener('click', began, true);
            const charts = document.querySelectorAll<HTMLElement>('[role=application][data-last]');
            const isOfHour = ({ dataset }: HTMLElement) =>
              Number(dataset.last) >= start && Number(dataset.last) < end;
            const shows = () => bench.drawn(count, most) && [...charts].every(isOfHour);
            bench.until(shows).then((at) => resolve(at - event.timeStamp), reject);
          };
          addEventListener('click', began, true);
        }),
      [CHARTS, MOST_POINTS, from * 1000, (from + HOUR) * 1000] as const,
    );
    const [took] = await Promise.all([drawn, form.getByRole('button', { name: 'Show' }).click()]);
    if (round >= 0) times.push(took);
  }
  await context.close();
  return {
    figures: [
      {
        what: `zoom from ${options.days} d to 1 h, until drawn`,
        value: median(times),
        unit: 'ms',
        bar: { sense: 'at most', value: 400 },
        note: `aim 150; ${times.length} rounds, slowest ${Math.round(Math.max(...times))}`,
      },
    ],
    missing: [],
  };
}

const fieldTime = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);
