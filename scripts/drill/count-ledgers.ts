import type { BenchTenant } from '../../bench/store/make-tenant.ts';
import { type Judgement, judgeStored } from './judge-stored.ts';
import { countAcknowledged, type Ledger } from './ledger.ts';
import { readStored } from './read-stored.ts';

/** Compares ledgers of a tenant with what a portal has, and recounts the tenant's store. */
export async function countLedgers(
  tenant: BenchTenant,
  port: number,
  ledgers: readonly Ledger[],
): Promise<Judgement & { acknowledged: number }> {
  const found: Judgement & { acknowledged: number } = { acknowledged: 0, lost: [], doubled: [], wrong: [] };
  for (const ledger of ledgers) {
    const { machine, column } = ledger;
    const { lost, doubled, wrong } = judgeStored(ledger, await readStored(tenant, { port, machine, column }));
    found.lost.push(...lost);
    found.doubled.push(...doubled);
    found.wrong.push(...wrong);
    found.acknowledged += countAcknowledged(ledger);
  }
  const { verifyStore } = await import('#server/metrics/verify/verify-store.ts');
  const { findings } = await verifyStore(tenant.ctx, new Date());
  found.wrong.push(...findings.map(({ place, problem }) => `${place}: ${problem}`));
  return found;
}
