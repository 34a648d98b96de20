import { join } from 'node:path';
import type { Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { makeMachine } from '../store/make-tenant.ts';
import { percentile } from '../store/percentile.ts';
import { startPart } from '../store/start-part.ts';
import type { WebRun } from './web-run.ts';

const NAME = 'this-host';
const CHART = '[data-testid=chart-cpu]';

/**
 * This host collected at 1 s and delivered each second: from the moment that a sample bears until it is drawn, which is
 * when the frame after the chart's `data-last` names it has come. Agent and browser have the same clock here.
 */
export async function live({ portal, options, tenant, browse }: WebRun): Promise<Findings> {
  const filled = await tenant('machines');
  const machineId = await makeMachine(filled, NAME);
  const { createApiKey } = await import('../../server/api-keys/create-api-key.ts');
  const { key } = await createApiKey(filled.ctx, { name: 'live', scopes: ['ingest'], machineId });
  const folder = join(portal.folder, 'pcc');
  const agent = startPart(
    'agent/cli/pcc.ts',
    {
      PCC_MODE: 'trickle',
      PCC_FREQUENCY: '1s',
      PCC_BATCH_SECONDS: '1s',
      PCC_SERVER: `http://127.0.0.1:${portal.port}`,
      PCC_APIKEY: key,
      PCC_IDENTIFIER: NAME,
      PCC_SPOOL: join(folder, 'spool'),
      PCC_APIKEY_FILE: join(folder, 'apikey'),
      PCC_STATUS: join(folder, 'status.json'),
    },
    { logFile: join(portal.folder, 'pcc.log'), flags: [] },
  );
  const context = await browse(filled);
  try {
    const page = await context.newPage();
    await page.goto(`${filled.url}/machines/${NAME}?range=15m`);
    await page.locator(CHART).waitFor();
    const late = await page.evaluate(
      ([chart, wanted]) =>
        new Promise<number[]>((resolve, reject) => {
          const deadline = Date.now() + 60_000 + 3000 * wanted;
          const found: number[] = [];
          let last = '';
          let seen = 0;
          const look = () => {
            const now = document.querySelector<HTMLElement>(chart)?.dataset.last ?? '';
            if (now !== last && now !== '') {
              last = now;
              seen += 1;
              const at = Number(now);
              // The first come with the page.
              if (seen > 3) requestAnimationFrame(() => found.push(Date.now() - at));
            }
            if (found.length >= wanted) resolve(found);
            else if (Date.now() > deadline) reject(new Error(`Only ${found.length} samples were drawn`));
            else requestAnimationFrame(look);
          };
          look();
        }),
      [CHART, Math.max(10, 3 * options.rounds)] as const,
    );
    return {
      figures: [
        {
          what: 'new sample taken on the host, until drawn',
          value: median(late),
          unit: 'ms',
          bar: { sense: 'at most', value: 2500 },
          note: `aim 1500; ${late.length} samples, p95 ${Math.round(percentile(late, 0.95))}`,
        },
      ],
      missing: [],
    };
  } finally {
    agent.check();
    await agent.stop();
    await context.close();
  }
}
