import { breakGaps } from '#app/_components/charts/break-gaps.ts';
import type { Column, Layer, PanelData } from '#app/_components/charts/panel.ts';
import type { Band } from '#server/metrics/types.ts';
import { type Bands, deriveBands } from './derive-bands.ts';
import type { PanelSpec } from './panel-spec.ts';

/** Columns over one time axis (Unix ms), and what their points are. */
export interface PanelSource {
  times: readonly number[];
  bands: Bands;
  /** Expected distance of two rows, ms. */
  interval: number;
  bucketed: boolean;
  /** In words, see describeBasis. */
  basis: string;
}

/**
 * A panel in base units. Layers without any value are left out; with all of them, or of what the host has none of, there
 * is no layer.
 */
export function toPanel(spec: PanelSpec, source: PanelSource, cpuCount: number | null): PanelData {
  const drawn = [...spec.layers.map(({ metric }) => metric), ...(spec.peak ? [spec.peak.metric] : [])];
  const bands = deriveBands(source.bands, drawn);
  const facts = { bands, cpuCount };
  const factor = spec.times ?? 1;
  const hasNone = spec.about !== undefined && isZero(bands[spec.about]);
  const shown = (hasNone ? [] : spec.layers).flatMap(({ metric, label, color }): Layer[] => {
    const band = bands[metric];
    if (!band?.avg.some((value) => value !== null)) return [];
    return [{ key: label, label, color, ...scaled(band, factor) }];
  });
  const peak = source.bucketed && shown.length > 0 && spec.peak ? bands[spec.peak.metric]?.max : undefined;
  const { times, columns } = breakGaps(
    source.times,
    [...shown.flatMap(({ avg, min, max }) => [avg, min, max]), multiplied(peak ?? [], factor)],
    source.interval,
  );
  const column = (index: number): Column => columns[index] ?? [];
  return {
    id: spec.id,
    title: spec.title,
    quantity: spec.quantity,
    note: (typeof spec.note === 'function' ? spec.note(facts) : spec.note) ?? '',
    basis: source.basis,
    stacked: spec.stacked ?? false,
    yMax: (typeof spec.yMax === 'function' ? spec.yMax(facts) : spec.yMax) ?? null,
    bucketed: source.bucketed,
    times,
    layers: shown.map((layer, index) => ({
      ...layer,
      avg: column(index * 3),
      min: column(index * 3 + 1),
      max: column(index * 3 + 2),
    })),
    peak: peak && spec.peak ? { label: spec.peak.label, values: column(shown.length * 3) } : null,
  };
}

/** Measured, and never more than 0. */
function isZero(band: Band | undefined): boolean {
  const values = band?.max.filter((value) => value !== null) ?? [];
  return values.length > 0 && values.every((value) => value === 0);
}

const multiplied = (column: Column, by: number): Column =>
  by === 1 ? column : column.map((value) => (value === null ? null : value * by));

const scaled = (band: Band, by: number): Band => ({
  avg: multiplied(band.avg, by),
  min: multiplied(band.min, by),
  max: multiplied(band.max, by),
});
