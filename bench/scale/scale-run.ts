import type { BenchTenant } from '../store/make-tenant.ts';
import type { Portal } from '../store/open-portal.ts';
import type { TrickleAgent } from '../store/trickle-child.ts';
import type { Options } from './read-options.ts';
import type { DatabaseWatch } from './watch-database.ts';

/** A tenant and its machines. */
export interface ScaleTenant extends BenchTenant {
  agents: TrickleAgent[];
}

/** What each part of the benchmark works with. */
export interface ScaleRun {
  portal: Portal;
  options: Options;
  database: DatabaseWatch;
  tenants: readonly ScaleTenant[];
}
