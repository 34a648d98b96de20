import type { Container } from '../procfs/container.ts';

/** As docker ps shows an id. */
const SHORT_ID = 12;

/**
 * Containers by what people call them: the name, or the short id where the collector could not learn a name. Of
 * several with the same name each gets its short id behind it.
 */
export function nameContainers(containers: Readonly<Record<string, Container>>): Record<string, Container> {
  const all = Object.values(containers);
  const times = new Map<string, number>();
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1);
  return Object.fromEntries(
    all.map((container) => {
      const { id, name } = container;
      const short = id.slice(0, SHORT_ID);
      if (name === '') return [short, container];
      return [times.get(name) === 1 ? name : `${name}@${short}`, container];
    }),
  );
}
