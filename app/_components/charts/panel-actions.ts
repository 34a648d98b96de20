import type { RefObject } from 'react';
import type uPlot from 'uplot';
import type { PlotState } from './panel.ts';
import type { PanelAction } from './panel-menu.tsx';
import { panelPng } from './panel-png.ts';
import { panelCsv } from './panel-rows.ts';
import { saveFile } from './save-file.ts';

interface Panel {
  state: PlotState;
  plot: RefObject<uPlot | null>;
  card: RefObject<HTMLElement | null>;
  /** Whose figures they are, for names of files and the foot of a picture. */
  of: string;
  table: boolean;
  setLog: (log: boolean) => void;
  setTable: (table: boolean) => void;
  onFault: (text: string) => void;
}

/** What the menu of a panel offers; a picture only of a plot, full screen only where the browser has it. */
export function panelActions({
  state,
  plot,
  card,
  of,
  table,
  setLog,
  setTable,
  onFault,
}: Panel): PanelAction[] {
  const { panel, log } = state;
  const fileName = [of, panel.id]
    .filter(Boolean)
    .join('-')
    .replaceAll(/[^\w.-]+/g, '_');
  const picture = async () => {
    const canvas = plot.current?.ctx.canvas;
    if (canvas) saveFile(await panelPng(canvas, state, of), `${fileName}.png`);
  };
  const full = document.fullscreenElement === card.current && card.current !== null;
  return [
    ...(panel.heat || panel.signed
      ? []
      : [
          {
            label: 'Logarithmic axis',
            icon: 'scale' as const,
            checked: log,
            onSelect: () => setLog(!log),
          },
        ]),
    { label: 'Table of points', icon: 'list', checked: table, onSelect: () => setTable(!table) },
    {
      label: 'Save as CSV',
      icon: 'download',
      onSelect: () => saveFile(new Blob([panelCsv(state)], { type: 'text/csv' }), `${fileName}.csv`),
    },
    ...(table
      ? []
      : [
          {
            label: 'Save as PNG',
            icon: 'picture' as const,
            onSelect: () => void picture().catch(() => onFault('The picture could not be made.')),
          },
        ]),
    ...(document.fullscreenEnabled
      ? [
          {
            label: full ? 'Leave full screen' : 'Full screen',
            icon: 'expand' as const,
            onSelect: () => void (full ? document.exitFullscreen() : card.current?.requestFullscreen()),
          },
        ]
      : []),
  ];
}
