import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { formatFigure } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import type { FigureTable, FigureUnit } from '../../report-model.ts';
import { byName } from '../by-name.ts';
import { percentileOf } from '../percentile-of.ts';
import { percentileLabel, statsOf } from '../stats-table.ts';
import type { Draft, Subject } from '../subject.ts';

/** Host metrics by the first word of their id; what fits none is the system's. */
const GROUPS = [
  { head: 'CPU', fits: /^cpu_/ },
  { head: 'Memory', fits: /^(mem|swap)_(?!in|out)/ },
  { head: 'Disk', fits: /^disk_/ },
  { head: 'Network', fits: /^net_/ },
  { head: 'System', fits: /./ },
] as const;

const NAMES: Readonly<Record<Exclude<Kind, 'host'>, string>> = {
  cpu: 'Each CPU',
  disk: 'Each disk',
  net: 'Each interface',
  filesystem: 'Each file system',
  container: 'Each container',
};

const groupOf = (metric: Metric): string => GROUPS.find(({ fits }) => fits.test(metric.id))?.head ?? 'System';

/** Every metric of the host and of every entity, with all statistics and totals; null without any. */
export function statisticsSection(subject: Subject): Draft | null {
  const measured = metricsOf('host').filter(({ id }) => statsOf(subject, 'host', '', id) !== null);
  const ofHost = GROUPS.flatMap(({ head }) =>
    tableOf(
      subject,
      { title: `The machine: ${head}`, head: 'metric' },
      measured
        .filter((metric) => groupOf(metric) === head)
        .map((metric) => ({ metric, entity: '', label: metric.label })),
    ),
  );
  const blocks = [...ofHost, ...KINDS.flatMap((kind) => (kind === 'host' ? [] : ofEntities(subject, kind)))];
  if (blocks.length === 0) return null;
  return {
    id: 'statistics',
    title: 'Every figure',
    intro:
      'Over all samples of the range. Totals are of rates over the time that has samples. Metrics that were 0 throughout are left out of the tables of devices.',
    blocks,
  };
}

/** The total of a rate, in what the rate counts: bytes of bytes per second, times of times per second. */
const totalText = (total: number | null, unit: FigureUnit): string | null => {
  if (total === null) return null;
  return unit === 'bytes_per_second' ? formatFigure(total, 'bytes') : formatNumber(total, 0);
};

function ofEntities(subject: Subject, kind: Exclude<Kind, 'host'>): FigureTable[] {
  const names = Object.keys(subject.data.stats.entities[kind] ?? {}).toSorted(byName);
  return metricsOf(kind).flatMap((metric) => {
    const rows = names.map((entity) => ({ metric, entity, label: entity }));
    const happened = rows.some(({ entity }) => (statsOf(subject, kind, entity, metric.id)?.p100 ?? 0) > 0);
    return happened ? tableOf(subject, { title: `${NAMES[kind]}: ${metric.label}`, head: 'name' }, rows) : [];
  });
}

function tableOf(
  subject: Subject,
  { title, head }: { title: string; head: string },
  wanted: readonly { metric: Metric; entity: string; label: string }[],
): FigureTable[] {
  const { percentiles } = subject.options;
  const hasTotals = wanted.some(
    ({ metric, entity }) => statsOf(subject, metric.kind, entity, metric.id)?.total != null,
  );
  // Rates of bytes and of requests in one table have totals of different units: those are texts.
  const units = new Set(wanted.map(({ metric }) => metric.unit));
  const unitOfTotals: FigureUnit | null =
    units.size > 1 ? null : units.has('bytes_per_second') ? 'bytes' : 'count';
  const rows = wanted.flatMap(({ metric: { id, kind, unit }, entity, label }) => {
    const stats = statsOf(subject, kind, entity, id);
    if (!stats) return [];
    const shares = percentiles.map((share) =>
      percentileOf(subject.data, { kind, entity, metric: id }, share),
    );
    const total = hasTotals ? [unitOfTotals === null ? totalText(stats.total, unit) : stats.total] : [];
    return [{ label, unit, figures: [stats.count, stats.avg, stats.stddev, stats.min, ...shares, ...total] }];
  });
  if (rows.length === 0) return [];
  return [
    {
      type: 'table',
      title,
      head,
      columns: [
        { label: 'samples', unit: 'count' as const },
        ...['avg', 'sd', 'min', ...percentiles.map(percentileLabel)].map((label) => ({ label, unit: null })),
        ...(hasTotals ? [{ label: 'total', unit: unitOfTotals }] : []),
      ],
      rows,
      note: null,
    },
  ];
}
