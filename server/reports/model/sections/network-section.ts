import { formatFigure } from '../../format/format-figure.ts';
import { formatLinkSpeed } from '../../format/format-link-speed.ts';
import type { Block, FigureTable } from '../../report-model.ts';
import { byName } from '../by-name.ts';
import { chosenInterface } from '../chosen-device.ts';
import { countedDevices } from '../counted-devices.ts';
import { deviceMultiples } from '../device-multiples.ts';
import { hostChart, linesChart } from '../lines-chart.ts';
import { linkShare, linkSpeed } from '../link-share.ts';
import type { Draft, Subject } from '../subject.ts';
import { pointMeaning } from '../time-frame.ts';

/** The busiest interface in full, then every interface; null when the range has none. */
export function networkSection(subject: Subject): Draft | null {
  const { data } = subject;
  const chosen = chosenInterface(subject);
  const all = hostChart(
    subject,
    [
      { id: 'net_rx_bytes', label: 'received', colour: 'rx' },
      { id: 'net_tx_bytes', label: 'sent', colour: 'tx' },
    ],
    { title: 'All interfaces, throughput', unit: 'bytes_per_second' },
  );
  if (!chosen && all.length === 0) return null;
  const names = Object.keys(countedDevices(data.stats).net);
  const count = Object.keys(data.stats.entities.net ?? {}).length;
  const multiples = { kind: 'net', names } as const;
  return {
    id: 'network',
    title: 'Network',
    intro: chosen
      ? `Shown first: ${chosen.name}, ${chosen.why}${count > 1 ? `; all ${count} interfaces follow` : ''}. ${linkSentence(subject, chosen.name)} ${pointMeaning(data.entities.net)}`
      : 'No interface was recorded on its own.',
    blocks: [
      ...(chosen ? interfaceCharts(subject, chosen.name) : []),
      ...all,
      ...deviceMultiples(subject, {
        ...multiples,
        metric: 'net_rx_bytes',
        title: 'Received, each interface',
        colour: 'rx',
      }),
      ...deviceMultiples(subject, {
        ...multiples,
        metric: 'net_tx_bytes',
        title: 'Sent, each interface',
        colour: 'tx',
      }),
      ...interfaceTable(subject),
    ],
  };
}

/** How much of its link an interface took, or that nobody knows. */
function linkSentence(subject: Subject, name: string): string {
  const [speed, share] = [linkSpeed(subject, name), linkShare(subject, name)];
  if (speed === null || share === null) return 'The speed of its link is not known.';
  return `At p95 its busier direction took ${formatFigure(share, 'percent')} of its link of ${formatLinkSpeed(speed)}.`;
}

function interfaceCharts(subject: Subject, name: string): Block[] {
  const result = subject.data.entities.net;
  const of = { result, bands: result.entities[name] ?? {} };
  const stats = subject.data.stats.entities.net?.[name];
  const happened = (ids: readonly string[]) => ids.some((id) => (stats?.[id]?.p100 ?? 0) > 0);
  const speed = linkSpeed(subject, name);
  const link = speed === null ? null : { value: (speed * 1e6) / 8, label: `link, ${formatLinkSpeed(speed)}` };
  const rest = linkShare(subject, name);
  return [
    ...linesChart(
      subject,
      of,
      [
        { id: 'net_rx_bytes', label: 'received', colour: 'rx' },
        { id: 'net_tx_bytes', label: 'sent', colour: 'tx' },
      ],
      {
        title: `${name}: throughput`,
        unit: 'bytes_per_second',
        // A line at 10 Gbit/s would press what is there to the floor.
        ...(link && (rest ?? 0) > 30 && { ceiling: link }),
      },
    ),
    ...linesChart(
      subject,
      of,
      [
        { id: 'net_rx_packets', label: 'received', colour: 'rx' },
        { id: 'net_tx_packets', label: 'sent', colour: 'tx' },
      ],
      { title: `${name}: packets`, unit: 'per_second' },
    ),
    ...(happened(['net_rx_errors', 'net_tx_errors', 'net_rx_dropped', 'net_tx_dropped'])
      ? linesChart(
          subject,
          of,
          [
            { id: 'net_rx_errors', label: 'receive errors', colour: 'iowait' },
            { id: 'net_tx_errors', label: 'send errors', colour: 'system' },
            { id: 'net_rx_dropped', label: 'receive drops', colour: 'steal' },
            { id: 'net_tx_dropped', label: 'send drops', colour: 'one' },
          ],
          { title: `${name}: errors and drops`, unit: 'per_second' },
        )
      : []),
  ];
}

const RATES = [
  { id: 'net_rx_bytes', label: 'received', unit: 'bytes_per_second' },
  { id: 'net_tx_bytes', label: 'sent', unit: 'bytes_per_second' },
  { id: 'net_rx_packets', label: 'packets in', unit: 'per_second' },
  { id: 'net_tx_packets', label: 'packets out', unit: 'per_second' },
] as const;
const TOTALS = [
  { id: 'net_rx_errors', label: 'errors in' },
  { id: 'net_tx_errors', label: 'errors out' },
  { id: 'net_rx_dropped', label: 'drops in' },
  { id: 'net_tx_dropped', label: 'drops out' },
] as const;

/** Every interface: p95 of its rates, what it carried and lost in all, its share of the link. */
function interfaceTable(subject: Subject): FigureTable[] {
  const { data } = subject;
  const interfaces = data.stats.entities.net ?? {};
  const counted = countedDevices(data.stats).net;
  const names = Object.keys(interfaces).toSorted(
    (a, b) => Number(b in counted) - Number(a in counted) || byName(a, b),
  );
  if (names.length === 0) return [];
  const isLinkKnown = names.some((name) => linkShare(subject, name) !== null);
  return [
    {
      type: 'table',
      title: 'Every interface, rates at p95, the rest in all',
      head: 'interface',
      columns: [
        ...RATES.map(({ label, unit }) => ({ label, unit })),
        { label: 'received in all', unit: 'bytes' },
        { label: 'sent in all', unit: 'bytes' },
        ...TOTALS.map(({ label }) => ({ label, unit: 'count' as const })),
        ...(isLinkKnown ? [{ label: 'of link', unit: 'percent' as const }] : []),
      ],
      rows: names.map((name) => ({
        label: name,
        unit: null,
        figures: [
          ...RATES.map(({ id }) => interfaces[name]?.[id]?.p95 ?? null),
          interfaces[name]?.net_rx_bytes?.total ?? null,
          interfaces[name]?.net_tx_bytes?.total ?? null,
          ...TOTALS.map(({ id }) => {
            const total = interfaces[name]?.[id]?.total ?? null;
            return total === null ? null : Math.round(total);
          }),
          ...(isLinkKnown ? [linkShare(subject, name)] : []),
        ],
      })),
      note: `Physical interfaces first (${Object.keys(counted).length} of ${names.length}): only these count in the machine's totals. ${linksNote(subject, names)}`,
    },
  ];
}

/** Which speeds the shares are of. */
function linksNote(subject: Subject, names: readonly string[]): string {
  const known = names.flatMap((name) => {
    const speed = linkSpeed(subject, name);
    return speed === null ? [] : [`${name} ${formatLinkSpeed(speed)}`];
  });
  if (known.length === 0) return 'The speed of the links is not known, so there is no share of them.';
  const rest = known.length < names.length ? '; that of the others is not known' : '';
  return `Of link: the busier direction at p95 as a share of the link's speed (${known.join(', ')}${rest}).`;
}
