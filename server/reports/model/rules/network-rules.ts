import { formatFigure } from '../../format/format-figure.ts';
import { formatLinkSpeed } from '../../format/format-link-speed.ts';
import { formatNumber } from '../../format/format-number.ts';
import { perSecond } from '../../format/per-second.ts';
import { busiestEntity } from '../busiest-entity.ts';
import { countedDevices } from '../counted-devices.ts';
import { busierDirection, linkShare, linkSpeed } from '../link-share.ts';
import type { Subject } from '../subject.ts';
import type { Evidence, FindingRule } from './rule.ts';
import { peakOn, worstMoment } from './worst-moment.ts';

/** The interface and direction with most of something that should not be, at p99. */
const losses =
  (metrics: readonly string[], says: (rate: (things: string) => string, direction: string) => string) =>
  (subject: Subject): Evidence | null => {
    const { net } = countedDevices(subject.data.stats);
    const [worst] = metrics
      .flatMap((metric) => {
        const found = busiestEntity(net, metric, 'p99');
        return found ? [{ ...found, metric }] : [];
      })
      .toSorted((a, b) => (b.stats.p99 ?? 0) - (a.stats.p99 ?? 0));
    const p99 = worst?.stats.p99 ?? null;
    if (!worst || p99 === null) return null;
    const { timestamps, entities } = subject.data.entities.net;
    const at = worstMoment(timestamps, entities[worst.entity]?.[worst.metric]);
    const direction = worst.metric.includes('_rx_') ? 'receive' : 'transmit';
    const rate = says((things) => perSecond(p99, things), direction);
    const total = worst.stats.total === null ? '' : ` (${formatNumber(worst.stats.total, 0)} in all)`;
    return {
      value: p99,
      sentence: `${worst.entity} has ${rate} at p99${total}${peakOn(subject, at)}.`,
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
        sentence: `${name} uses ${formatFigure(share, 'percent')} of its ${formatLinkSpeed(speed)} link at p95 when ${direction}${peakOn(subject, at)}.`,
        at,
      };
    },
    watch: 'A link is busy.',
    act: 'A link is saturated.',
    advice: 'Find who transfers most and spread it over time or links, or use a faster link.',
  },
  {
    id: 'net-errors',
    resource: 'network',
    section: 'network',
    threshold: 'net_errors_p99',
    measure: losses(['net_rx_errors', 'net_tx_errors'], (rate, direction) => rate(`${direction} errors`)),
    watch: 'There are network errors.',
    act: 'There are many network errors.',
    advice: 'Check the cable, port and driver of the interface.',
  },
  {
    id: 'net-drops',
    resource: 'network',
    section: 'network',
    threshold: 'net_drops_p99',
    measure: losses(
      ['net_rx_dropped', 'net_tx_dropped'],
      (rate, direction) => `${rate('dropped packets')} on ${direction}`,
    ),
    watch: 'Packets are dropped.',
    act: 'Many packets are dropped.',
    advice: 'Compare with throughput and CPU use: a ring buffer or a queue overflows at peaks.',
  },
];
