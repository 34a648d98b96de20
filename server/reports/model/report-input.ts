import type { RangeData } from '../data/range-data.ts';
import type { ResolvedOptions } from './resolve-options.ts';

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
  /** Speed of its links in Mbit/s, by interface, where known. */
  linkSpeeds: Readonly<Record<string, number>>;
}

/** One machine of a report: what is known of it, and its samples. */
export interface MachineInput {
  facts: MachineFacts;
  data: RangeData;
  /** The period to compare with; null for none. */
  before: RangeData | null;
}

/** All that a report is made of. The same input gives the same model. */
export interface ReportInput {
  tenantName: string;
  /** One to six. */
  machines: readonly MachineInput[];
  start: Date;
  end: Date;
  compareWith: { start: Date; end: Date } | null;
  generatedAt: Date;
  options: ResolvedOptions;
}
