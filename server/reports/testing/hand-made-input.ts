import { metricsOf } from '#agent/contract/metrics.ts';
import type { Band, MetricStats, SeriesResult, StatsResult } from '#server/metrics/types.ts';
import type { EntityKind, RangeData } from '../data/range-data.ts';
import type { MachineFacts, MachineInput, ReportInput } from '../model/report-input.ts';
import { resolveOptions } from '../model/resolve-options.ts';

const START = Date.UTC(2026, 10, 20, 9);

/** Seeded: the same figures in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function wander(length: number, seed: number, low: number, high: number): number[] {
  const next = noise(seed);
  let value = (low + high) / 2;
  return Array.from({ length }, () => {
    value = Math.min(high, Math.max(low, value + (next() - 0.5) * (high - low) * 0.18));
    return value;
  });
}

const band = (avg: number[], spread: number): Band => ({
  avg,
  min: avg.map((value) => value * (1 - spread)),
  max: avg.map((value) => value * (1 + spread)),
});

/** Type 7 percentiles of hand-made values; the product's own come from the metric store. */
export function statsOf(values: readonly number[]): MetricStats {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number | null => {
    const place = (sorted.length - 1) * share;
    const low = sorted[Math.floor(place)];
    const high = sorted[Math.ceil(place)];
    return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
  };
  const avg = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - avg) ** 2, 0) / Math.max(1, values.length - 1);
  return {
    count: values.length,
    min: at(0),
    max: at(1),
    avg,
    stddev: Math.sqrt(variance),
    current: values.at(-1) ?? null,
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    p97_5: at(0.975),
    p99: at(0.99),
    p100: at(1),
    total: null,
  };
}

/** A day of a database server as the metric store would answer it: 8 CPUs, 64 GB, averages of 3 min. */
export function handMadeInput(): ReportInput {
  const points = 480;
  const resolutionSeconds = 180;
  const timestamps = Array.from({ length: points }, (_, at) => START + at * resolutionSeconds * 1000);
  const user = wander(points, 5, 18, 58);
  const system = wander(points, 7, 6, 15);
  const iowait = wander(points, 9, 0.4, 4).map((value, at) => (at > 210 && at < 262 ? value + 18 : value));
  const steal = wander(points, 11, 0, 0.6);
  const used = user.map((value, at) => value + (system[at] ?? 0) + (steal[at] ?? 0));
  const memory = wander(points, 13, 44_000, 58_000);
  const values: Record<string, number[]> = {
    cpu_user: user,
    cpu_system: system,
    cpu_iowait: iowait,
    cpu_steal: steal,
    cpu_nice: user.map(() => 0),
    cpu_irq: user.map(() => 0),
    cpu_softirq: wander(points, 15, 0.1, 0.4),
    cpu_idle: used.map((value, at) => 100 - value - (iowait[at] ?? 0)),
    cpu_used: used,
    mem_total: memory.map(() => 65_536),
    mem_used: memory,
    mem_available: memory.map((value) => 65_536 - value),
    mem_free: wander(points, 17, 900, 2200),
    mem_buffers: wander(points, 19, 300, 500),
    mem_cached: memory.map((value) => (65_536 - value) * 0.8),
    swap_total: memory.map(() => 8192),
    swap_used: memory.map(() => 0),
    disk_read_bytes: wander(points, 21, 1e6, 4e7),
    disk_write_bytes: wander(points, 23, 4e6, 9e7),
    disk_read_ops: wander(points, 25, 40, 900),
    disk_write_ops: wander(points, 27, 90, 2200),
    net_rx_bytes: wander(points, 29, 2e5, 1.9e7),
    net_tx_bytes: wander(points, 31, 1e5, 6e6),
    net_rx_packets: wander(points, 33, 300, 19_000),
    net_tx_packets: wander(points, 35, 200, 12_000),
    load_1: wander(points, 37, 1, 7.5),
    load_5: wander(points, 39, 2, 7),
    load_15: wander(points, 41, 3, 6),
    context_switches: wander(points, 43, 9000, 62_000),
  };
  const host: SeriesResult = {
    kind: 'host',
    resolutionSeconds,
    raw: false,
    source: 'raw',
    timestamps,
    series: Object.fromEntries(Object.entries(values).map(([id, avg]) => [id, band(avg, 0.12)])),
    entities: {},
    events: [],
  };
  const coreTimes = timestamps.filter((_, at) => at % 4 === 0);
  const cores: SeriesResult = {
    ...host,
    kind: 'cpu',
    resolutionSeconds: resolutionSeconds * 4,
    timestamps: coreTimes,
    series: {},
    entities: Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [
        `cpu${at}`,
        { cpu_used: band(wander(120, 50 + at, 4, 96), 0.1) },
      ]),
    ),
  };
  const start = new Date(START);
  const end = new Date(START + 86_400_000);
  const none = (kind: EntityKind): SeriesResult => ({ ...cores, kind, entities: {} });
  const facts: MachineFacts = {
    name: 'db-prod-01',
    hostname: 'db-prod-01',
    os: 'Ubuntu 24.04',
    kernel: '6.8.0-45-generic',
    cpuModel: 'Intel(R) Xeon(R) Platinum 8370C',
    cpuCount: 8,
    memoryTotalMb: 65_536,
    cloudProvider: 'azure',
    region: 'eastus',
    instanceType: 'Standard_E8s_v5',
    intervalSeconds: 15,
    linkSpeeds: {},
  };
  const data: RangeData = {
    start,
    end,
    host,
    entities: {
      cpu: cores,
      disk: handMadeSeries(none('disk'), { sda: 99, sdb: 31 }),
      net: none('net'),
      filesystem: none('filesystem'),
      container: none('container'),
    },
    stats: handMadeStats(values, timestamps),
    percentiles: null,
    quality: null,
    intervalSeconds: 15,
    quarters: {
      time: timestamps.filter((_, at) => at % 5 === 0),
      avg: used.filter((_, at) => at % 5 === 0),
      count: timestamps.filter((_, at) => at % 5 === 0).map(() => 60),
    },
    cpuCounts: Array.from(
      { length: 20 },
      (_, bin) => 5 * used.filter((value) => Math.floor(value / 5) === bin).length,
    ),
    hours: { host: { time: [], entities: {} }, filesystem: { time: [], entities: {} } },
  };
  return {
    tenantName: 'Acme Logistics',
    machines: [{ facts, data, before: null }],
    start,
    end,
    compareWith: null,
    generatedAt: new Date(START + 86_460_000),
    options: resolveOptions(),
  };
}

function handMadeSeries(frame: SeriesResult, busy: Record<string, number>): SeriesResult {
  const entities = Object.fromEntries(
    Object.entries(busy).map(([name, top]) => [
      name,
      {
        disk_busy: band(wander(120, top, top * 0.3, top), 0.1),
        disk_wait: band(wander(120, top + 1, 0.3, top / 3), 0.4),
        disk_read_bytes: band(wander(120, top + 2, 1e6, 4e7), 0.2),
        disk_write_bytes: band(wander(120, top + 3, 4e6, 9e7), 0.2),
        disk_read_ops: band(wander(120, top + 4, 40, 900), 0.2),
        disk_write_ops: band(wander(120, top + 5, 90, 2200), 0.2),
      },
    ]),
  );
  return { ...frame, entities };
}

function handMadeStats(values: Record<string, number[]>, timestamps: number[]): StatsResult {
  const metrics = Object.fromEntries(
    metricsOf('host').flatMap(({ id }) => (values[id] ? [[id, statsOf(values[id])]] : [])),
  );
  const device = (busy: number, share: number): Record<string, MetricStats> => ({
    disk_busy: statsOf(wander(480, busy, busy * 0.3, busy)),
    disk_wait: statsOf(wander(480, busy + 1, 0.3, busy / 3)),
    disk_queue: statsOf(wander(480, busy + 2, 0.1, busy / 20)),
    disk_read_bytes: statsOf((values.disk_read_bytes ?? []).map((value) => value * share)),
    disk_write_bytes: statsOf((values.disk_write_bytes ?? []).map((value) => value * share)),
    disk_read_ops: statsOf((values.disk_read_ops ?? []).map((value) => value * share)),
    disk_write_ops: statsOf((values.disk_write_ops ?? []).map((value) => value * share)),
  });
  const errors = statsOf([0, 0, 0]);
  return {
    samples: 5754,
    dataRange: { start: timestamps[0] ?? START, end: START + 86_385_000 },
    approximate: false,
    metrics,
    entities: {
      cpu: Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [
          `cpu${at}`,
          { cpu_used: statsOf(wander(120, 50 + at, 4, 94)) },
        ]),
      ),
      disk: { sda: device(99, 0.9), sda1: device(98, 0.8), sdb: device(31, 0.1) },
      net: {
        eth0: {
          net_rx_bytes: statsOf(values.net_rx_bytes ?? []),
          net_tx_bytes: statsOf(values.net_tx_bytes ?? []),
          net_rx_packets: statsOf(values.net_rx_packets ?? []),
          net_tx_packets: statsOf(values.net_tx_packets ?? []),
          net_rx_errors: errors,
          net_tx_errors: errors,
        },
        lo: { net_rx_bytes: statsOf([9e9]), net_tx_bytes: statsOf([9e9]) },
      },
    },
  };
}

/** The machine of an input with other facts or data; the first one, where there are several. */
export function withMachine(
  input: ReportInput,
  change: (machine: MachineInput) => { facts?: Partial<MachineFacts>; data?: Partial<RangeData> },
): ReportInput {
  const [first, ...others] = input.machines;
  if (!first) throw new Error('The input has no machine.');
  const { facts, data } = change(first);
  const changed = { ...first, facts: { ...first.facts, ...facts }, data: { ...first.data, ...data } };
  return { ...input, machines: [changed, ...others] };
}

/** The same machine over a range in which nothing was recorded. */
export function emptyInput(): ReportInput {
  return withMachine(handMadeInput(), ({ data }) => ({
    data: {
      host: { ...data.host, timestamps: [], series: {} },
      entities: { ...data.entities, cpu: { ...data.entities.cpu, timestamps: [], entities: {} } },
      stats: { samples: 0, dataRange: null, approximate: false, metrics: {}, entities: {} },
      quarters: { time: [], avg: [], count: [] },
      cpuCounts: data.cpuCounts.map(() => 0),
    },
  }));
}
