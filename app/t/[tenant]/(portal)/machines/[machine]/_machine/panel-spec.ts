import type { Quantity } from '#app/_components/format/scale-quantity.ts';
import type { Bands } from './derive-bands.ts';

/** What is known of the machine and the shown time when a panel names its unit. Bands are as stored. */
export interface PanelFacts {
  cpuCount: number | null;
  bands: Bands;
}

/** What a panel draws of a host or an entity, before there is data. */
export interface PanelSpec {
  id: string;
  title: string;
  quantity: Quantity;
  /** Behind the unit, in words. */
  note?: string | ((facts: PanelFacts) => string);
  /** Turns the stored unit into the base unit of the quantity; 1 when it is that. */
  times?: number;
  /** Areas upon one another; otherwise lines. */
  stacked?: boolean;
  /** Upper end of the y axis in the base unit; null or none follows the data. */
  yMax?: number | ((facts: PanelFacts) => number | null);
  /** `color` is the name of a token. */
  layers: readonly { metric: string; label: string; color: string }[];
  /** The highest single sample of each bucket, of a metric; over a stack. */
  peak?: { label: string; metric: string };
  /** Metrics that only its unit or axis needs. */
  needs?: readonly string[];
  /** A metric of what it is about: a host that has none of it, and says so, has no panel. */
  about?: string;
}
