import { layOutMatrix } from '../charts/lay-out-matrix.ts';
import type { Matrix } from '../report-model.ts';
import { blockTitle } from './block-title.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE, SERIES } from './palette.ts';
import type { Piece } from './piece.ts';

/** From this strength on, white figures read better. */
const STRONG = 0.62;
const FAINTEST = 0.06;

/** Rank correlations as coloured figures: blue together, red against each other. */
export function matrixPieces(matrix: Matrix, kit: Kit): Piece[] {
  const { cells, rowLabels, columnLabels, height, plot } = layOutMatrix(matrix, kit.width);
  const label = { size: SIZE.small - 0.4, colour: PALETTE.text2 } as const;
  const figure: Piece = {
    height: height + 2,
    gap: 4,
    draw(pen) {
      for (const { y, number, label: name } of rowLabels) {
        pen.text(number, 10, y + 2.6, { ...label, anchor: 'end', tabular: true, colour: PALETTE.text3 });
        pen.text(name, 16, y + 2.6, { ...label, width: plot.left - 22 });
      }
      for (const { x, number } of columnLabels)
        pen.text(number, x, plot.top - 5, { ...label, anchor: 'middle', colour: PALETTE.text3 });
      for (const cell of cells) {
        const strength = cell.strength ?? 0;
        const path = `M${cell.x},${cell.y}h${cell.width}v${cell.height}h${-cell.width}Z`;
        const colour = cell.isNegative ? SERIES.iowait : SERIES.user;
        pen.area(path, cell.strength === null ? PALETTE.line : colour, FAINTEST + 0.86 * strength);
        pen.text(cell.label, cell.x + cell.width / 2, cell.y + cell.height / 2 + 2.4, {
          size: SIZE.label,
          anchor: 'middle',
          tabular: true,
          colour: strength > STRONG ? PALETTE.paper : PALETTE.text,
        });
      }
    },
  };
  return [...blockTitle(matrix.title, '', kit), figure];
}
