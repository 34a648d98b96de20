import { once } from 'node:events';
import { runFuzz } from '../../scripts/fuzz/run-fuzz.ts';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import { demo } from '../parts/demo.ts';
import { startSecondPortal, untilUp } from '../parts/second-portal.ts';
import { expect, test } from '../parts/test.ts';

test('mutated requests are refused or taken, never a fault; what is refused stores nothing', async () => {
  test.setTimeout(180_000);
  const port = await pickFreePort();
  const portal = startSecondPortal(port, {
    RATE_READS_PER_MINUTE: '0',
    RATE_WRITES_PER_MINUTE: '0',
    RATE_DELIVERIES_PER_MINUTE: '0',
  });
  let ended = false;
  portal.once('exit', () => {
    ended = true;
  });
  try {
    await untilUp(port);
    const { tenant, apiKey } = demo();
    const host = new URL(tenant).host;
    const seconds = Number(process.env.FUZZ_SECONDS ?? 10);
    const result = await runFuzz({ host, port, apiKey, seed: 7, requests: 100_000, seconds });
    expect(result.faults.map(({ status, answer, request }) => [status, answer, request.path])).toEqual([]);
    expect(result.stored).toEqual([]);
    expect(result.sent).toBeGreaterThan(50);
    expect(ended).toBe(false);
  } finally {
    portal.kill('SIGTERM');
    if (!ended) await once(portal, 'exit');
  }
});
