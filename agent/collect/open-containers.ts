import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { monotonicMs } from '../monotonic-ms.ts';
import type { Collector, Reading } from './collector.ts';
import { type Cgroup, findContainers } from './find-containers.ts';
import { keepName } from './keep-name.ts';
import { nameContainer } from './name-container.ts';
import { readContainer } from './read-container.ts';

export interface ContainerSources {
  procRoot: string;
  sysRoot: string;
  /** Patterns over `runtime/name` and `runtime/id`, see keepName. */
  containers: readonly string[];
}

/** A new container is seen after this long; walking the hierarchy at each tick would cost more than all else. */
const SEARCH_MS = 10_000;
const SHORT_ID = 12;
const MOST_CONTAINERS = 1000;

/** The records `container/<runtime>/<id>`, by cgroup v2; null where this machine has another hierarchy. */
export function openContainers({ procRoot, sysRoot, containers }: ContainerSources): Collector | null {
  const root = join(sysRoot, 'fs/cgroup');
  if (!existsSync(join(root, 'cgroup.controllers'))) return null;
  // The runtimes' files lie beside /proc, so that another root brings its own.
  const files = dirname(procRoot);
  const keep = keepName(containers);
  const isStacked = openStackedDevices(sysRoot);
  const names = new Map<string, string>();
  let groups: Cgroup[] = [];
  let searchedAt = Number.NEGATIVE_INFINITY;

  const nameOf = (group: Cgroup): string => {
    const name = names.get(group.folder) ?? nameContainer(group, files);
    names.set(group.folder, name);
    return name;
  };
  const search = (): void => {
    searchedAt = monotonicMs();
    const found = findContainers(root);
    const folders = new Set(found.map(({ folder }) => folder));
    for (const folder of names.keys()) if (!folders.has(folder)) names.delete(folder);
    groups = found
      .filter((group) => keep(`${group.runtime}/${group.id}`, `${group.runtime}/${nameOf(group)}`))
      .slice(0, MOST_CONTAINERS);
  };

  return {
    name: 'container/*',
    everyMs: 0,
    read() {
      if (monotonicMs() - searchedAt >= SEARCH_MS) search();
      return groups.flatMap((group): Reading[] => {
        try {
          const short = group.runtime === 'systemd' ? group.id : group.id.slice(0, SHORT_ID);
          return [
            {
              subsystem: `container/${group.runtime}/${short}`,
              measurement: readContainer(group, nameOf(group), isStacked),
            },
          ];
        } catch {
          // It ended: that is no failure, and the next search forgets it.
          return [];
        }
      });
    },
    close: () => undefined,
  };
}

/** Remembers which devices are made of others, by sysfs. */
function openStackedDevices(sysRoot: string): (device: string) => boolean {
  const known = new Map<string, boolean>();
  return (device) => {
    const before = known.get(device);
    if (before !== undefined) return before;
    const folder = join(sysRoot, 'dev/block', device);
    const stacked =
      existsSync(join(folder, 'dm')) || existsSync(join(folder, 'md')) || existsSync(join(folder, 'loop'));
    known.set(device, stacked);
    return stacked;
  };
}
