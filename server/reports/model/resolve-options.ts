import type { ReportOptions } from '../report-options.ts';
import { SECTION_IDS, type SectionId } from './section-ids.ts';
import { THRESHOLDS, type ThresholdId, type Thresholds } from './thresholds.ts';

const DEFAULT_PERCENTILES: readonly number[] = [50, 75, 90, 95, 97.5, 99, 100];

/** Options with every default filled in. */
export interface ResolvedOptions {
  title: string;
  customer: string | null;
  timeZone: string;
  sections: ReadonlySet<SectionId>;
  thresholds: Thresholds;
  /** Null: the busiest. */
  storageDevice: string | null;
  networkInterface: string | null;
  /** Ascending, each once. */
  percentiles: readonly number[];
  logo: { dataUrl: string; width: number; height: number } | null;
  accent: string | null;
}

/** What was chosen, and the defaults for the rest. */
export function resolveOptions(options: ReportOptions = {}): ResolvedOptions {
  const thresholds = Object.fromEntries(
    Object.entries(THRESHOLDS).map(([id, known]) => [
      id,
      { ...known, ...options.thresholds?.[id as ThresholdId] },
    ]),
  ) as Thresholds;
  return {
    title: options.title ?? 'Performance report',
    customer: options.customer ?? null,
    timeZone: options.timeZone ?? 'UTC',
    sections: new Set(options.sections ?? SECTION_IDS),
    thresholds,
    storageDevice: options.storageDevice ?? null,
    networkInterface: options.networkInterface ?? null,
    percentiles: [...new Set(options.percentiles ?? DEFAULT_PERCENTILES)].sort((a, b) => a - b),
    logo: options.branding?.logo ?? null,
    accent: options.branding?.accent ?? null,
  };
}
