import type { PgBoss } from 'pg-boss';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { workingQueue } from './queue.ts';
import { workInRounds } from './work-in-rounds.ts';

const NEVER = '0 0 29 2 *';
const TENANTS = 5;

let slugs: string[];
beforeAll(async () => {
  slugs = [];
  for (let index = 0; index < TENANTS; index += 1) slugs.push((await freshTenant()).tenant.slug);
  slugs.sort();
});

const started: PgBoss[] = [];
afterEach(async () => {
  for (const boss of started.splice(0)) {
    await boss.deleteAllJobs('forget');
    await boss.stop({ graceful: false });
  }
});
const startWorker = async (): Promise<PgBoss> => {
  const boss = await workingQueue();
  started.push(boss);
  return boss;
};

/** Where visits wait until somebody lets them go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('two workers share a round, and every tenant is visited once', async () => {
  const visited: { worker: number; slug: string }[] = [];
  const [both, all] = [gate(), gate()];
  const under = new Set<number>();
  const [first] = await Promise.all(
    [0, 1].map(async (worker) => {
      const boss = await startWorker();
      const visit = async (slug: string) => {
        under.add(worker);
        if (under.size === 2) both.open();
        // Nobody gets on before both have something to do.
        await both.opened;
        visited.push({ worker, slug });
        if (visited.length === TENANTS) all.open();
      };
      await workInRounds(boss, 'forget', {
        cron: NEVER,
        visit: ({ tenant }) => visit(tenant.slug),
        tenantsPerJob: 2,
      });
      return boss;
    }),
  );
  await first?.send('forget', null);
  await all.opened;
  expect(visited.map(({ slug }) => slug).sort()).toEqual(slugs);
  expect(under.size).toBe(2);
});

test('a round is left out while another one waits behind it', async () => {
  const boss = await startWorker();
  const visited: string[] = [];
  const done = gate();
  const visit = async (slug: string) => {
    visited.push(slug);
    if (visited.length === TENANTS) done.open();
  };
  for (let round = 0; round < 3; round += 1) await boss.send('forget', null);
  await workInRounds(boss, 'forget', { cron: NEVER, visit: ({ tenant }) => visit(tenant.slug) });
  await done.opened;
  // What has been taken up is over, and nothing more comes.
  await boss.offWork('forget', { wait: true });
  expect(visited.sort()).toEqual(slugs);
  expect(await boss.findJobs('forget', { queued: true })).toEqual([]);
});
