import type { Sysfs } from '#agent/procfs/sysfs.ts';

/**
 * The speeds of a machine's links in Mbit/s, where they are known: of physical interfaces, and of what bundles these.
 * What the kernel says of other virtual interfaces (10 Gbit/s of every veth) is made up.
 */
export function linkSpeeds({ net }: Pick<Sysfs, 'net'>): Record<string, number> {
  const all = Object.entries(net);
  const bundles = new Set(all.flatMap(([, { physical, master }]) => (physical && master) || []));
  return Object.fromEntries(
    all.flatMap(([name, { physical, speedMbps }]) =>
      speedMbps !== null && (physical || bundles.has(name)) ? [[name, speedMbps]] : [],
    ),
  );
}
