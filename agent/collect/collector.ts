/** What one source says at one tick: the subsystem of the record, and its text. */
export interface Reading {
  subsystem: string;
  measurement: string;
}

/** One source of records. A failure of `read` concerns this source only. */
export interface Collector {
  /** How the log calls it. */
  name: string;
  /** Least time between two reads; 0: at each tick. */
  everyMs: number;
  /** A promise only where the system call may hang; it must settle within a fraction of a second all the same. */
  read(): Reading[] | Promise<Reading[]>;
  close(): void;
}
