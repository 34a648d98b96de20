import type { Portal } from './open-portal.ts';
import type { Options } from './read-options.ts';

/** What each part of the benchmark works with. */
export interface BenchRun {
  portal: Portal;
  /** For files, and the peers' data. */
  folder: string;
  options: Options;
}
