import { cutText } from './cut-text.ts';
import type { FontFile, Weight } from './fonts.ts';
import { PALETTE } from './palette.ts';
import { PROSE, TABULAR } from './quick-font.ts';
import { BOX_WIDTH, type Typeface } from './typeface.ts';

/** What of the renderer's canvas is used here. */
export interface Painter {
  save(): Painter;
  restore(): Painter;
  translate(x: number, y: number): Painter;
  path(data: string): Painter;
  fill(colour: string): Painter;
  stroke(colour: string): Painter;
  fillColor(colour: string): Painter;
  fillOpacity(opacity: number): Painter;
  strokeOpacity(opacity: number): Painter;
  lineWidth(width: number): Painter;
  lineJoin(join: 'round'): Painter;
  dash(length: number, options: { space: number }): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  roundedRect(x: number, y: number, width: number, height: number, radius: number): Painter;
  font(font: FontFile, name: string, size: number): Painter;
  text(text: string, x: number, y: number, options: object): Painter;
}

export interface TextStyle {
  size: number;
  weight?: Weight;
  colour?: string;
  /** Which end of the text is at x. */
  anchor?: 'start' | 'middle' | 'end';
  tabular?: boolean;
  /** A longer text is cut, with an ellipsis. */
  width?: number;
}

export interface Stroke {
  stroke: string;
  width: number;
  opacity?: number;
  dashed?: boolean;
}

/** Draws on a page, in points from the upper left of what is being drawn. */
export interface Pen {
  /** Draws with the origin elsewhere. */
  at(x: number, y: number, draw: () => void): void;
  /** One line; `y` is its base line. */
  text(text: string, x: number, y: number, style: TextStyle): void;
  area(path: string, fill: string, opacity?: number): void;
  line(path: string, stroke: Stroke): void;
  box(x: number, y: number, width: number, height: number, fill: string, radius?: number): void;
  /** The page on which an anchor ended up, from 1; null when there is no such anchor. */
  pageOf(anchor: string): number | null;
}

/** A pen for one page's canvas. */
export function createPen(painter: Painter, typeface: Typeface, pageOf: Pen['pageOf']): Pen {
  const text: Pen['text'] = (whole, x, y, style) => {
    const { size, weight = 400, colour = PALETTE.text, anchor = 'start', tabular = false } = style;
    const face = { weight, tabular };
    const shown = style.width === undefined ? whole : cutText(whole, style.width / size, face, typeface);
    if (shown === '') return;
    const width = anchor === 'start' ? 0 : typeface.measure(shown, face) * size;
    let left = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    const options = { lineBreak: false, baseline: 'alphabetic', features: tabular ? TABULAR : PROSE };
    for (const run of typeface.runs(shown, weight)) {
      if (run.font === null) {
        for (const _ of run.text) {
          missing(left, y, size, colour);
          left += BOX_WIDTH * size;
        }
        continue;
      }
      painter
        .fillColor(colour)
        .fillOpacity(1)
        .font(run.font, run.name, size)
        .text(run.text, left, y, options);
      left += typeface.measure(run.text, face) * size;
    }
  };
  /** A box for a character that no font has. */
  const missing = (x: number, y: number, size: number, colour: string): void => {
    const [width, height] = [(BOX_WIDTH - 0.14) * size, 0.72 * size];
    painter
      .save()
      .lineWidth(0.06 * size)
      .strokeOpacity(1);
    painter
      .rect(x + 0.07 * size, y - height, width, height)
      .stroke(colour)
      .restore();
  };
  return {
    at(x, y, draw) {
      painter.save().translate(x, y);
      draw();
      painter.restore();
    },
    text,
    area(path, fill, opacity = 1) {
      if (path !== '') painter.fillOpacity(opacity).path(path).fill(fill);
    },
    line(path, { stroke, width, opacity = 1, dashed = false }) {
      if (path === '') return;
      painter.save().lineWidth(width).lineJoin('round').strokeOpacity(opacity);
      if (dashed) painter.dash(2, { space: 2 });
      painter.path(path).stroke(stroke).restore();
    },
    box(x, y, width, height, fill, radius = 0) {
      if (width <= 0 || height <= 0) return;
      painter.fillOpacity(1);
      if (radius > 0) painter.roundedRect(x, y, width, height, radius).fill(fill);
      else painter.rect(x, y, width, height).fill(fill);
    },
    pageOf,
  };
}
