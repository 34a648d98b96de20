import type { Block } from '../report-model.ts';
import { barListPieces } from './bar-list-pieces.ts';
import { definitionsPieces } from './definitions-pieces.ts';
import { heatChartPieces } from './heat-chart-pieces.ts';
import { histogramPieces } from './histogram-pieces.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, SIZE } from './kit.ts';
import { matrixPieces } from './matrix-pieces.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { radarPieces } from './radar-pieces.ts';
import { smallMultiplesPieces } from './small-multiples-pieces.ts';
import { tablePieces } from './table-pieces.ts';
import { textPieces } from './text-pieces.ts';
import { timeChartPieces } from './time-chart-pieces.ts';
import { weekChartPieces } from './week-chart-pieces.ts';

/** Space between two figures side by side, and above them. */
const GUTTER = 22;

/** A bar list of no more rows stands beside another. */
const SHORT_LIST = 20;
const GAP = 16;
const UNIT = 28;

/** All blocks of a section; small figures of a kind that follow each other stand side by side. */
export function blockPieces(blocks: readonly Block[], kit: Kit): Piece[] {
  const pieces: Piece[] = [];
  const half = { ...kit, width: (kit.width - GUTTER) / 2 };
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    const next = blocks[at + 1];
    if (!block) continue;
    if (next && arePair(block, next) && [block, next].every((one) => fitsTitle(one, half))) {
      const columns = [block, next].map((one, side) => ({
        x: side * (half.width + GUTTER),
        pieces: piecesOf(one, half),
      }));
      pieces.push(joinPieces(columns, GAP));
      at += 1;
    } else pieces.push(...piecesOf(block, kit));
  }
  return pieces;
}

/** Whether a figure's name stands on one line; the unit behind it needs some room. */
const fitsTitle = (block: Block, { typeface, width }: Kit): boolean =>
  !('title' in block) ||
  block.title === null ||
  typeface.measure(block.title, { weight: 600 }) * SIZE.block < width - UNIT;

function arePair(block: Block, next: Block): boolean {
  if (block.type === 'histogram') return next.type === 'week-chart';
  if (block.type === 'time-chart')
    return block.form === 'lines' && next.type === 'time-chart' && next.form === 'lines';
  return (
    block.type === 'bar-list' &&
    next.type === 'bar-list' &&
    Math.max(block.rows.length, next.rows.length) <= SHORT_LIST
  );
}

function piecesOf(block: Block, kit: Kit): Piece[] {
  switch (block.type) {
    case 'time-chart':
      return timeChartPieces(block, kit);
    case 'heat-chart':
      return heatChartPieces(block, kit);
    case 'table':
      return tablePieces(block, kit);
    case 'paragraph':
      return textPieces([{ text: block.text }], kit, { gap: 8, colour: PALETTE.text2 });
    case 'histogram':
      return histogramPieces(block, kit);
    case 'week-chart':
      return weekChartPieces(block, kit);
    case 'small-multiples':
      return smallMultiplesPieces(block, kit);
    case 'radar':
      return radarPieces(block, kit);
    case 'matrix':
      return matrixPieces(block, kit);
    case 'bar-list':
      return barListPieces(block, kit);
    case 'definitions':
      return definitionsPieces(block, kit);
  }
}
