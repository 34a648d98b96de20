import type { SeriesResult, StatsResult } from '#server/metrics/types.ts';

/** What is known about the machine; null where nothing is. */
export interface MachineFacts {
  /** What its users call it. */
  name: string;
  hostname: string | null;
  os: string | null;
  kernel: string | null;
  cpuModel: string | null;
  cpuCount: number | null;
  memoryTotalMb: number | null;
  cloudProvider: string | null;
  region: string | null;
  instanceType: string | null;
  /** Seconds between samples. */
  intervalSeconds: number | null;
}

/** All that a report is made of. The same input gives the same model. */
export interface ReportInput {
  tenantName: string;
  machine: MachineFacts;
  start: Date;
  end: Date;
  generatedAt: Date;
  /** Host metrics over the range, for the charts. */
  host: SeriesResult;
  /** Each CPU's `cpu_used` over the range. */
  cores: SeriesResult;
  stats: StatsResult;
}
