import type { Page } from '@playwright/test';
import type { Findings } from '../agent/figure.ts';
import type { WebRun } from './web-run.ts';

const KB = 1000;

/**
 * The JavaScript that a browser with an empty cache fetches for a page until the network is quiet, as it came over the
 * wire.
 */
export async function script({ tenant, browse }: WebRun): Promise<Findings> {
  const filled = await tenant('machines');
  const measure = async (path: string): Promise<{ wire: number; files: number }> => {
    const context = await browse(filled);
    const page = await context.newPage();
    const found = await countScripts(page, () => page.goto(filled.url + path, { waitUntil: 'networkidle' }));
    await context.close();
    return found;
  };
  const first = await measure('/');
  const overview = await measure(`/machines/${filled.longest}?range=24h`);
  return {
    figures: [
      {
        what: 'JavaScript of the first page (fleet), compressed',
        value: first.wire / KB,
        unit: 'KB',
        bar: { sense: 'at most', value: 350 },
        note: `aim 220; ${first.files} files, with what it fetches ahead`,
      },
      {
        what: 'the same of a machine opened first',
        value: overview.wire / KB,
        unit: 'KB',
        note: `${overview.files} files`,
      },
    ],
    missing: [],
  };
}

async function countScripts(
  page: Page,
  open: () => Promise<unknown>,
): Promise<{ wire: number; files: number }> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let wire = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) wire += encodedDataLength;
  });
  await session.send('Network.enable');
  await open();
  return { wire, files: scripts.size };
}
