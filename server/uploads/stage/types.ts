import type { Kind, SampleEvent } from '#agent/contract/sample.ts';
import type { Host } from '#agent/procfs/host.ts';

/** A file that is to become samples, as it was received. */
export interface UploadSource {
  /** The file as received, possibly gzip, inside `folder`. */
  path: string;
  /** As the client named it: for messages only, the format is told by content. */
  fileName: string;
  /** Scratch folder of this call, below scratchFolder(): DuckDB may read and write it. */
  folder: string;
  /** The form field `machine_id`. */
  machine: string | null;
  counters: 'rate' | 'cumulative' | null;
  /** Times before `from` and after `to` are refused. */
  accepted: { from: Date; to: Date };
}

/**
 * A DuckDB table of one kind, in the database that the connection uses: `machine` VARCHAR, `entity` VARCHAR ('' for the host), `time` BIGINT (Unix ms),
 * `line` BIGINT (of two rows of one machine, entity and time the larger line wins), then `metrics` as DOUBLE.
 * Duplicates within the file are still in it.
 */
export interface StagedKind {
  kind: Kind;
  table: string;
  metrics: string[];
  rows: number;
  /**
   * Of metrics of which the reader knows it: the narrowest type that gives all values back to the bit; null for those
   * without any value.
   */
  types?: ReadonlyMap<string, string | null>;
}

export const UPLOAD_FORMATS = ['contract', 'kb', 'sar', 'sadf', 'collection'] as const;
export type UploadFormat = (typeof UPLOAD_FORMATS)[number];

/** Something that breaks a machine's line. `at` is Unix ms. */
export interface StagedEvent {
  machine: string;
  at: number;
  type: SampleEvent['type'];
}

/** What a collection says of the host it was recorded on. */
export interface HostFacts extends Host {
  /** Mbit/s by interface, where known; null where nothing was said of interfaces. */
  linkSpeeds: Record<string, number> | null;
}

/** A file of which every row has been checked; its samples are in tables of the connection's database. */
export interface StagedFile {
  format: UploadFormat;
  /** `records_processed`: data rows of a CSV, host samples of the other formats. */
  rows: number;
  kinds: StagedKind[];
  /** Names, sorted; at least one. */
  machines: string[];
  /** Unix ms of the first and the last sample. */
  dataRange: { start: number; end: number };
  events: StagedEvent[];
  /** Machine → what its collection says of the host; of the collection format only. */
  facts: Record<string, HostFacts>;
  warnings: string[];
}

export type ReportStage = (phase: 'reading' | 'checking', share: number) => void;
