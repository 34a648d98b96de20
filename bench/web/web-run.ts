import type { BrowserContext } from '@playwright/test';
import type { Portal } from '../store/open-portal.ts';
import type { FilledTenant } from './owned-tenant.ts';
import type { Options } from './read-options.ts';

/** What each part of the benchmark works with. */
export interface WebRun {
  portal: Portal;
  options: Options;
  /** The tenant of a size, made and filled when it is first asked for. */
  tenant: (of: 'machines' | 'fleet') => Promise<FilledTenant>;
  /** A browser of its own in which the tenant's owner is signed in: nothing is cached there yet. */
  browse: (tenant: FilledTenant) => Promise<BrowserContext>;
}
