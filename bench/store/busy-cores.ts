import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 3000;
/** USER_HZ is 100 on every architecture Node runs on. */
const MS_PER_TICK = 10;

/** CPUs that this machine is busy with while this process and what it started rest. */
export async function busyCores(): Promise<number> {
  const before = busyMs();
  const began = performance.now();
  await sleep(LOOK_MS);
  return (busyMs() - before) / (performance.now() - began);
}

/** Time that all CPUs were not idle since boot: user, nice, system, irq and softirq of /proc/stat, proc(5). */
function busyMs(): number {
  const [all = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = all
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * MS_PER_TICK;
}
