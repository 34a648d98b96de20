import { collectors } from '../collect/collectors.ts';
import { createSampler } from '../collect/create-sampler.ts';
import type { CollectSettings } from '../config/collect-settings.ts';
import { createLog } from '../log.ts';
import { addRecord } from '../procfs/add-record.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import type { Finding } from './finding.ts';

/** Takes one tick as collecting would, and reads it as the portal would. */
export async function checkSources(settings: CollectSettings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const wrong = (check: string, says: string): unknown => findings.push({ check, state: 'wrong', says });
  const note = (check: string, says: string): unknown => findings.push({ check, state: 'note', says });
  const log = createLog('warn', (line) => {
    const { event, subsystem, mount, reason } = JSON.parse(line) as Record<string, string | undefined>;
    if (mount)
      wrong(
        'mounts',
        `${mount} does not answer: mend or unmount it, or leave it out by --mounts '!${mount}'`,
      );
    else if (subsystem)
      wrong(subsystem, `${reason}: is ${settings.procRoot} mounted, and may this user read it?`);
    else note('log', event ?? '');
  });
  const sampler = createSampler(collectors(settings, log), log);
  const records = await sampler.sample();
  sampler.close();

  const snapshot: Snapshot = { time: 0 };
  for (const record of records) {
    try {
      addRecord(snapshot, record);
    } catch (error) {
      wrong(record.subsystem, `${error instanceof Error ? error.message : error}: report it, with the file`);
    }
  }
  if (!snapshot.cpuPressure)
    note('pressure', 'this kernel has no /proc/pressure (boot with psi=1 where it was built in)');
  const containers = Object.keys(snapshot.containers ?? {}).length;
  note(
    'containers',
    containers > 0 ? `${containers} seen` : 'none seen (cgroup v2 only; see PCC_CONTAINERS for services)',
  );
  if (!findings.some(({ state }) => state === 'wrong')) {
    const mounts = Object.keys(snapshot.statfs ?? {}).length;
    const says = `${records.length} records a tick at first, with ${mounts} file systems`;
    findings.unshift({ check: 'sources', state: 'ok', says });
  }
  return findings;
}
