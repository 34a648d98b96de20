import { formatFigure } from '../../format/format-figure.ts';
import { formatLinkSpeed } from '../../format/format-link-speed.ts';
import { formatNumber } from '../../format/format-number.ts';
import { busiestEntity } from '../busiest-entity.ts';
import { countedDevices } from '../counted-devices.ts';
import { busierDirection, linkShare, linkSpeed } from '../link-share.ts';
import type { Subject } from '../subject.ts';
import type { Evidence, FindingRule } from './rule.ts';
import { onMoment, worstMoment } from './worst-moment.ts';

/** The interface and direction with most of something that should not be, at p99. */
const losses =
  (metrics: readonly string[], name: string) =>
  (subject: Subject): Evidence | null => {
    const { net } = countedDevices(subject.data.stats);
    const [worst] = metrics
      .flatMap((metric) => {
        const found = busiestEntity(net, metric, 'p99');
        return found ? [{ ...found, metric }] : [];
      })
      .toSorted((a, b) => (b.stats.p99 ?? 0) - (a.stats.p99 ?? 0));
    if (!worst || worst.stats.p99 === null) return null;
    const { timestamps, entities } = subject.data.entities.net;
    const at = worstMoment(timestamps, entities[worst.entity]?.[worst.metric]);
    const direction = worst.metric.includes('_rx_') ? 'receiving' : 'sending';
    const total = worst.stats.total === null ? '' : `, ${formatNumber(worst.stats.total, 0)} in all`;
    return {
      value: worst.stats.p99,
      sentence: `${worst.entity} has ${formatFigure(worst.stats.p99, 'per_second')} ${name} at p99 when ${direction}${total}; most${onMoment(subject, at)}.`,
      at,
    };
  };

export const NETWORK_RULES: readonly FindingRule[] = [
  {
    id: 'link-full',
    resource: 'network',
    section: 'network',
    threshold: 'link_share_p95',
    measure: (subject) => {
      const [fullest] = Object.keys(countedDevices(subject.data.stats).net)
        .flatMap((name) => {
          const [share, speed, busier] = [
            linkShare(subject, name),
            linkSpeed(subject, name),
            busierDirection(subject, name),
          ];
          return share === null || speed === null || busier === null ? [] : [{ name, share, speed, busier }];
        })
        .toSorted((a, b) => b.share - a.share);
      if (!fullest) return null;
      const { name, share, speed, busier } = fullest;
      const { timestamps, entities } = subject.data.entities.net;
      const at = worstMoment(timestamps, entities[name]?.[busier.metric]);
      const direction = busier.metric === 'net_rx_bytes' ? 'receiving' : 'sending';
      return {
        value: share,
        sentence: `${name} takes ${formatFigure(share, 'percent')} of its ${formatLinkSpeed(speed)} at p95 when ${direction}${at === null ? '' : `; most${onMoment(subject, at)}`}.`,
        at,
      };
    },
    watch: 'A link is busy.',
    act: 'A link is full.',
    advice: 'Find who sends most, spread it over time or links, or take a faster one.',
  },
  {
    id: 'net-errors',
    resource: 'network',
    section: 'network',
    threshold: 'net_errors_p99',
    measure: losses(['net_rx_errors', 'net_tx_errors'], 'errors'),
    watch: 'The network has errors.',
    act: 'The network has many errors.',
    advice: 'Check cable, port and driver of the interface.',
  },
  {
    id: 'net-drops',
    resource: 'network',
    section: 'network',
    threshold: 'net_drops_p99',
    measure: losses(['net_rx_dropped', 'net_tx_dropped'], 'dropped packets'),
    watch: 'Packets are dropped.',
    act: 'Many packets are dropped.',
    advice: 'Compare with throughput and CPU: a ring buffer or a queue overflows at peaks.',
  },
];
