import type { Kind } from '#agent/contract/sample.ts';
import type { HostFacts, StagedEvent } from '#server/uploads/stage/types.ts';

/** What a report is to be made of: a file, or a folder of files of one machine as pcprocess writes it. */
export interface Input {
  /** Absolute. */
  path: string;
  /** As the user named it. */
  label: string;
  /** The machine it is of, whatever the file says; null: the file says. */
  machine: string | null;
}

/** A day of one machine and kind as a Parquet file in the form of a segment. Times in Unix ms. */
export interface DayOfFile {
  machine: string;
  kind: Kind;
  path: string;
  rows: number;
  firstTime: number;
  lastTime: number;
}

/** Everything that was read, checked and laid down as files in a scratch folder. */
export interface ReadFiles {
  /** In order of time, then of reading. */
  days: readonly DayOfFile[];
  /** Names, sorted. */
  machines: readonly string[];
  /** Those of which no file said the name: they are called after their files. */
  namedAfterFiles?: readonly string[];
  events: readonly StagedEvent[];
  /** Machine → what its collections say of the host, the last word counting. */
  facts: Readonly<Record<string, HostFacts>>;
  /** Machine → rows that one file has twice. */
  repeated: Readonly<Record<string, number>>;
  /** Sentences for the user, each with the file it is about. */
  warnings: readonly string[];
  /** Host samples or CSV rows. */
  rows: number;
}

/** Tells how far reading is: the file at hand, and a share of 1 of all files. */
export type TellReading = (label: string, share: number) => void;
