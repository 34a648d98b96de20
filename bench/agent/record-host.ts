import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectors } from '../../agent/collect/collectors.ts';
import { createSampler } from '../../agent/collect/create-sampler.ts';
import { readSettings } from '../../agent/config/read-settings.ts';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import { createLog } from '../../agent/log.ts';

const TICKS = 60;
const FIRST_SECOND = 1_767_000_000;
const WAIT_MS = 50;

/**
 * What pcc records of this host in 60 ticks, taken 50 ms apart and dated a second apart. `whole`: with all the lines of
 * the files but those of interrupts, as earlier collectors record them.
 */
export async function recordHost(whole = false): Promise<CollectionRecord[]> {
  const { settings } = readSettings(['--frequency', '1s'], {}, '');
  const log = createLog('error', (line) => process.stderr.write(line));
  const sampler = createSampler(collectors(settings, log), log);
  const records: CollectionRecord[] = [];
  for (let tick = 0; tick < TICKS; tick += 1) {
    const taken = await sampler.sample();
    const time = { timestamp: FIRST_SECOND + tick, ms: 0 };
    records.push(...taken.map((record) => ({ ...(whole ? withWholeText(record) : record), ...time })));
    await sleep(WAIT_MS);
  }
  sampler.close();
  return records;
}

function withWholeText(record: CollectionRecord): CollectionRecord {
  if (!record.subsystem.startsWith('/proc/')) return record;
  const text = readFileSync(record.subsystem, 'utf8');
  return { ...record, measurement: text.replaceAll(/^(?:intr|softirq) .*\n/gm, '') };
}
