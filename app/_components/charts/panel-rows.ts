import { csvCell } from '#server/csv-cell.ts';
import type { FittedPanel, PlotState } from './panel.ts';

/** What a panel shows, as a table: a column per figure, a row per point in the window. */
export interface PanelRows {
  /** Without the time. */
  columns: string[];
  rows: { time: number; cells: (number | null)[] }[];
}

/** The shown layers in the shown window. Lines of buckets have their lowest and highest sample beside the average. */
export function panelRows({
  panel,
  hidden,
  start,
  end,
}: Omit<PlotState, 'zoom' | 'events' | 'log' | 'zone'>): PanelRows {
  const shown = panel.layers.filter(({ key }) => !hidden.has(key));
  const banded = panel.bucketed && !panel.stacked;
  const columns = shown.flatMap((layer) =>
    banded
      ? [
          { name: `${layer.label} avg`, values: layer.avg },
          { name: `${layer.label} min`, values: layer.min },
          { name: `${layer.label} max`, values: layer.max },
        ]
      : [{ name: layer.label, values: layer.avg }],
  );
  const { peak } = panel;
  if (peak && !hidden.has('peak')) columns.push({ name: peak.label, values: peak.values });
  const rows = panel.times.flatMap((time, row) => {
    if (time < start || time > end) return [];
    const cells = columns.map(({ values }) => values[row] ?? null);
    // The row that only breaks the line over a gap is no measurement.
    return cells.every((cell) => cell === null) ? [] : [{ time, cells }];
  });
  return { columns: columns.map(({ name }) => name), rows };
}

/** A panel's table as CSV: times in ISO 8601 UTC, all digits, the unit in each head. */
export function panelCsv(state: Parameters<typeof panelRows>[0] & { panel: FittedPanel }): string {
  const { columns, rows } = panelRows(state);
  const unit = state.panel.unit === '' ? '' : ` [${state.panel.unit}]`;
  const head = ['time', ...columns.map((name) => csvCell(`${name}${unit}`))];
  const lines = rows.map(({ time, cells }) => [
    new Date(time).toISOString(),
    ...cells.map((value) => value ?? ''),
  ]);
  return [head, ...lines].map((line) => `${line.join(',')}\n`).join('');
}
