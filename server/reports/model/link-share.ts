import type { Subject } from './subject.ts';

const BITS = 8;
const MEGA = 1e6;

/** Mbit/s; null when it is not known. */
export function linkSpeed({ facts }: Pick<Subject, 'facts'>, name: string): number | null {
  const speed = Object.hasOwn(facts.linkSpeeds, name) ? facts.linkSpeeds[name] : undefined;
  return speed === undefined || speed <= 0 ? null : speed;
}

/** The direction that carried more at p95; null when nothing was measured. */
export function busierDirection(
  { data }: Pick<Subject, 'data'>,
  name: string,
): { metric: 'net_rx_bytes' | 'net_tx_bytes'; bytesPerSecond: number } | null {
  const stats = data.stats.entities.net?.[name];
  const [busier] = (['net_rx_bytes', 'net_tx_bytes'] as const)
    .flatMap((metric) => {
      const bytesPerSecond = stats?.[metric]?.p95 ?? null;
      return bytesPerSecond === null ? [] : [{ metric, bytesPerSecond }];
    })
    .toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  return busier ?? null;
}

/** Percent of a link's speed that its busier direction took at p95; null when the speed is not known. */
export function linkShare(subject: Pick<Subject, 'data' | 'facts'>, name: string): number | null {
  const [speed, busier] = [linkSpeed(subject, name), busierDirection(subject, name)];
  return speed === null || busier === null ? null : (100 * busier.bytesPerSecond * BITS) / (speed * MEGA);
}
