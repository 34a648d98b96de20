import type { TenantContext } from '../../server/tenancy/context.ts';
import type { BenchDatabase } from '../store/open-database.ts';
import type { Options } from './read-options.ts';

/** What each part of the benchmark works with. */
export interface ReportRun {
  database: BenchDatabase;
  options: Options;
  ctx: TenantContext;
  /** The machine with samples, by its internal id. */
  machine: string;
  /** The last 24 hours of its samples, and all of them; ends are excluded. */
  day: { start: Date; end: Date };
  all: { start: Date; end: Date };
}
