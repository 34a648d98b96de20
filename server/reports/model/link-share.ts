import type { Subject } from './subject.ts';

const BITS = 8;
const MEGA = 1e6;

/** Percent of a link's speed that its busier direction took at p95; null when the speed is not known. */
export function linkShare({ data, facts }: Pick<Subject, 'data' | 'facts'>, name: string): number | null {
  const speed = Object.hasOwn(facts.linkSpeeds, name) ? facts.linkSpeeds[name] : undefined;
  const stats = data.stats.entities.net?.[name];
  const carried = [stats?.net_rx_bytes?.p95, stats?.net_tx_bytes?.p95].filter((one) => one != null);
  if (speed === undefined || speed <= 0 || carried.length === 0) return null;
  return (100 * Math.max(...carried) * BITS) / (speed * MEGA);
}
