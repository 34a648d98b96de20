import type { Bands } from './derive-bands.ts';

/** What is known of the machine and the shown time when a panel names its unit. */
export interface PanelFacts {
  cpuCount: number | null;
  bands: Bands;
}

/** What a panel draws of a host or an entity, before there is data. */
export interface PanelSpec {
  id: string;
  title: string;
  unit: string | ((facts: PanelFacts) => string);
  /** Divides the stored unit into the shown one. */
  per: number;
  /** Areas upon one another; otherwise lines. */
  stacked?: boolean;
  /** Upper end of the y axis in the shown unit; null or none follows the data. */
  yMax?: number | ((facts: PanelFacts) => number | null);
  /** `color` is the name of a token. */
  layers: readonly { metric: string; label: string; color: string }[];
  /** The highest single sample of each bucket, of a metric; over a stack. */
  peak?: { label: string; metric: string };
  /** Metrics that only its unit or axis needs. */
  needs?: readonly string[];
}
