import type { Band, SeriesResult } from '#server/metrics/types.ts';
import type { Block, ChartSeries, FigureTable } from '../../report-model.ts';
import { byName } from '../by-name.ts';
import { chosenDisk } from '../chosen-device.ts';
import { countedDevices } from '../counted-devices.ts';
import { deviceMultiples } from '../device-multiples.ts';
import { hostChart, linesChart, seriesChart } from '../lines-chart.ts';
import type { Draft, Subject } from '../subject.ts';
import { pointMeaning } from '../time-frame.ts';

const READ = { colour: 'read' } as const;
const WRITTEN = { colour: 'write' } as const;
const MB = 1e6;

/** The busiest disk in full, then every disk; null when the range has none. */
export function diskSection(subject: Subject): Draft | null {
  const { data } = subject;
  const chosen = chosenDisk(subject);
  const all = hostChart(
    subject,
    [
      { id: 'disk_read_bytes', label: 'read', ...READ },
      { id: 'disk_write_bytes', label: 'written', ...WRITTEN },
    ],
    { title: 'All disks, throughput', unit: 'bytes_per_second' },
  );
  if (!chosen && all.length === 0) return null;
  const result = data.entities.disk;
  const others = Object.keys(data.stats.entities.disk ?? {}).length;
  return {
    id: 'disk',
    title: 'Disk',
    intro: chosen
      ? `Shown first: ${chosen.name}, ${chosen.why}${others > 1 ? `; all ${others} devices follow` : ''}. ${pointMeaning(result)}`
      : 'No device was recorded on its own.',
    blocks: [
      ...(chosen ? deviceCharts(subject, chosen.name, result) : []),
      ...all,
      ...deviceMultiples(subject, {
        kind: 'disk',
        metric: 'disk_busy',
        title: 'Busy, each disk',
        names: Object.keys(countedDevices(data.stats).disk),
        colour: 'read',
      }),
      ...deviceTable(subject),
      ...hostChart(
        subject,
        [
          { id: 'pressure_io_some', label: 'some task waited', colour: 'one' },
          { id: 'pressure_io_full', label: 'all tasks waited', colour: 'iowait' },
        ],
        { title: 'I/O pressure', unit: 'percent' },
      ),
    ],
  };
}

function deviceCharts(subject: Subject, name: string, result: SeriesResult): Block[] {
  const bands = result.entities[name] ?? {};
  const of = { result, bands };
  return [
    ...linesChart(subject, of, [{ id: 'disk_busy', label: 'busy', colour: 'used' }], {
      title: `${name}: utilisation`,
      unit: 'percent',
      top: 100,
    }),
    ...linesChart(
      subject,
      of,
      [
        { id: 'disk_read_ops', label: 'reads', ...READ },
        { id: 'disk_write_ops', label: 'writes', ...WRITTEN },
      ],
      { title: `${name}: requests (IOPS)`, unit: 'per_second' },
    ),
    ...linesChart(
      subject,
      of,
      [
        { id: 'disk_read_bytes', label: 'read', ...READ },
        { id: 'disk_write_bytes', label: 'written', ...WRITTEN },
      ],
      { title: `${name}: throughput`, unit: 'bytes_per_second' },
    ),
    ...linesChart(subject, of, [{ id: 'disk_wait', label: 'average wait', colour: 'iowait' }], {
      title: `${name}: average wait of a request`,
      unit: 'milliseconds',
    }),
    ...seriesChart(subject, result, requestSize(bands, result), {
      title: `${name}: average size of a request`,
      unit: 'bytes',
    }),
    ...linesChart(subject, of, [{ id: 'disk_queue', label: 'queue', colour: 'one' }], {
      title: `${name}: requests in the queue, average`,
      unit: 'count',
    }),
  ];
}

/** Bytes over requests of each bucket; null where there was no request. */
function requestSize(bands: Readonly<Record<string, Band>>, { timestamps }: SeriesResult): ChartSeries[] {
  const of = (bytes: string, requests: string) =>
    timestamps.map((_, at) => {
      const size = bands[bytes]?.avg[at] ?? null;
      const count = bands[requests]?.avg[at] ?? null;
      return size === null || count === null || count === 0 ? null : size / count;
    });
  const series: ChartSeries[] = [
    {
      id: 'read_size',
      label: 'read',
      ...READ,
      avg: of('disk_read_bytes', 'disk_read_ops'),
      min: null,
      max: null,
    },
    {
      id: 'write_size',
      label: 'written',
      ...WRITTEN,
      avg: of('disk_write_bytes', 'disk_write_ops'),
      min: null,
      max: null,
    },
  ];
  return series.filter(({ avg }) => avg.some((value) => value !== null));
}

const RATES = [
  { id: 'disk_busy', label: 'busy', unit: 'percent' },
  { id: 'disk_wait', label: 'wait', unit: 'milliseconds' },
  { id: 'disk_queue', label: 'queue', unit: 'count' },
  { id: 'disk_read_bytes', label: 'read', unit: 'bytes_per_second' },
  { id: 'disk_write_bytes', label: 'written', unit: 'bytes_per_second' },
  { id: 'disk_read_ops', label: 'reads', unit: 'per_second' },
  { id: 'disk_write_ops', label: 'writes', unit: 'per_second' },
] as const;

/** Every device: p95 of its rates, its average request, what it read and wrote in all. */
function deviceTable({ data }: Subject): FigureTable[] {
  const devices = data.stats.entities.disk ?? {};
  const counted = countedDevices(data.stats).disk;
  const names = Object.keys(devices).toSorted(
    (a, b) => Number(b in counted) - Number(a in counted) || byName(a, b),
  );
  if (names.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Every device, rates at p95',
      head: 'device',
      columns: [
        ...RATES.map(({ label, unit }) => ({ label, unit })),
        { label: 'request, avg', unit: 'bytes' },
        { label: 'read in all', unit: 'bytes' },
        { label: 'written in all', unit: 'bytes' },
      ],
      rows: names.map((name) => {
        const total = (id: string) => devices[name]?.[id]?.total ?? null;
        const [read, written] = [total('disk_read_bytes'), total('disk_write_bytes')];
        const requests = (total('disk_read_ops') ?? 0) + (total('disk_write_ops') ?? 0);
        const size = requests > 0 ? ((read ?? 0) + (written ?? 0)) / requests : null;
        return {
          label: name,
          unit: null,
          figures: [...RATES.map(({ id }) => devices[name]?.[id]?.p95 ?? null), size, read, written],
        };
      }),
      note: `Whole physical disks first (${Object.keys(counted).length} of ${names.length}): only these count in the machine's totals. 1 MB is ${MB.toLocaleString('en')} bytes.`,
    },
  ];
}
