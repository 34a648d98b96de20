'use client';
import { formatNumber } from '../format/format-number.ts';
import { formatClock, formatDay } from '../format/zoned-time.ts';
import type { PlotState } from './panel.ts';
import { panelRows } from './panel-rows.ts';

/** A longer table helps nobody, and slows the page. */
const MOST_ROWS = 200;

/** The shown points of a panel as a table, the newest first. */
export function PanelTable({ state, title }: { state: PlotState; title: string }) {
  const { columns, rows } = panelRows(state);
  const shown = rows.slice(-MOST_ROWS).reverse();
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: higher than its place; the keyboard must be able to scroll it */}
      <section className="data-table h-[172px] overflow-auto" aria-label={`${title}: points`} tabIndex={0}>
        <table className="w-full text-left">
          <caption className="sr-only">
            {title}, {state.panel.unit}. Times are of the zone {state.zone}.
          </caption>
          <thead className="sticky top-0 bg-surface">
            <tr>
              <th scope="col">Time</th>
              {columns.map((name) => (
                <th key={name} scope="col" className="text-right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ time, cells }) => (
              <tr key={time}>
                <th
                  scope="row"
                  className="num text-left font-normal! text-text! [tr:last-child>&]:border-b-0!"
                >
                  {formatDay(time, state.zone)}, {formatClock(time, state.zone, true)}
                </th>
                {cells.map((value, index) => (
                  <td key={columns[index]} className="num text-right">
                    {formatNumber(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="pt-1.5 text-xs text-text-2">
        {rows.length > MOST_ROWS
          ? `The newest ${MOST_ROWS} of ${rows.length.toLocaleString('en-US')} points; the CSV has them all.`
          : `${rows.length} points.`}
      </p>
    </>
  );
}
