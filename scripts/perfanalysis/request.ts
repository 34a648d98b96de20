import type { Input } from '#server/reports/files/types.ts';
import type { ReportFormat } from '#server/reports/report-formats.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';
import type { Counters } from '#server/uploads/types.ts';

/** What the command is to do, with every choice made and every path absolute. */
export interface ReportRequest {
  /** Files to read, or how to sample this host, in milliseconds. */
  from: { inputs: readonly Input[] } | { collect: { duration: number; interval: number } };
  /** How columns of CSVs are meant that may be counters; null: as rates, with a note where they look otherwise. */
  counters: Counters | null;
  /** The machine to report on, as the files call it; null: all there are. It also names files that name none. */
  machine: string | null;
  /** What the report calls the machine; null: as the files do. */
  name: string | null;
  /** Whether `machine` is only what it is to be called: the one machine of the files is it, whatever they call it. */
  isOnlyName: boolean;
  start: Date | null;
  end: Date | null;
  /** An earlier period to compare with: of files of its own, or (null) of the same ones. */
  compare: { inputs: readonly Input[] | null; start: Date | null; end: Date | null } | null;
  options: ReportOptions;
  outputs: Outputs;
}

/** Either the files that were named, or formats to be written into a folder under names of ours. */
export type Outputs =
  | { files: Partial<Record<ReportFormat | 'json', string>> }
  | { folder: string; formats: readonly ReportFormat[] };
