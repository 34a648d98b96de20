import { scaleQuantity, type UnitChoice } from '../format/scale-quantity.ts';
import type { Column, FittedPanel, PanelData } from './panel.ts';
import { stackColumns } from './stack-columns.ts';

/**
 * A panel in the unit in which its highest value reads well. A logarithmic axis has no place for areas upon one
 * another: then they are lines.
 */
export function fitPanel(panel: PanelData, choice: UnitChoice, log = false): FittedPanel {
  const { quantity, note, ...rest } = panel;
  const { unit, per } = scaleQuantity(quantity, panel.yMax ?? highest(panel), choice);
  const inUnit = (column: Column): Column =>
    per === 1 ? column : column.map((value) => (value === null ? null : value / per));
  return {
    ...rest,
    unit: inWords(unit, note),
    stacked: panel.stacked && !log,
    yMax: panel.yMax === null ? null : panel.yMax / per,
    layers: panel.layers.map((layer) => ({
      ...layer,
      avg: inUnit(layer.avg),
      min: inUnit(layer.min),
      max: inUnit(layer.max),
    })),
    peak: panel.peak && !log ? { ...panel.peak, values: inUnit(panel.peak.values) } : null,
  };
}

function highest({ layers, stacked, signed, peak }: PanelData): number | null {
  const columns = stacked
    ? [stackColumns(layers.map(({ avg }) => avg)).at(-1) ?? [], peak?.values ?? []]
    : layers.flatMap(({ min, max }) => (signed ? [min, max] : [max]));
  let top: number | null = null;
  for (const column of columns)
    for (const value of column) {
      const size = value !== null && signed ? Math.abs(value) : value;
      if (size !== null && (top === null || size > top)) top = size;
    }
  return top;
}

const MANY: Readonly<Record<string, string>> = { '/s': '', 'k/s': 'thousand ', 'M/s': 'million ' };

/** "% of 4 CPUs"; what is counted per second goes before it: "thousand packets/s". */
function inWords(unit: string, note: string): string {
  const many = MANY[unit];
  if (many !== undefined && note !== '') return `${many}${note}/s`;
  return [unit, note].filter(Boolean).join(' ');
}
