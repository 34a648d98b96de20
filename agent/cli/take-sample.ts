import { setTimeout as sleep } from 'node:timers/promises';
import { collectors } from '../collect/collectors.ts';
import { createSampler } from '../collect/create-sampler.ts';
import type { Settings } from '../config/settings.ts';
import type { Sample, SampleEvent } from '../contract/sample.ts';
import type { Log } from '../log.ts';
import { parseSnapshot } from '../procfs/parse-snapshot.ts';
import { rateSnapshots } from '../rates/rate-snapshots.ts';

/** One sample of this machine, over one second. Throws ProcfsError when a file is not what the kernel writes. */
export async function takeSample(
  settings: Settings,
  log: Log,
): Promise<{ samples: Sample[]; events: SampleEvent[] }> {
  const sampler = createSampler(collectors(settings, log), log);
  const before = parseSnapshot(await sampler.sample());
  await sleep(1000);
  // With what is read more rarely too, such as file systems.
  sampler.recordFacts();
  const after = parseSnapshot(await sampler.sample());
  sampler.close();
  return rateSnapshots(before, after);
}
