import { figureParts } from '../format/format-figure.ts';
import type { Kpi } from '../report-model.ts';
import type { Kit } from './kit.ts';
import { PALETTE, STATES } from './palette.ts';
import type { Piece } from './piece.ts';

const HEIGHT = 54;
const GAP = 8;

/** The key figures in boxes: figure, and the verdict as a word with the rule behind it. */
export function kpiPiece(kpis: readonly Kpi[], kit: Kit): Piece {
  const width = (kit.width - GAP * (kpis.length - 1)) / kpis.length;
  return {
    height: HEIGHT,
    gap: 12,
    draw(pen) {
      for (const [at, kpi] of kpis.entries())
        pen.at(at * (width + GAP), 0, () => {
          const { ink } = STATES[kpi.state];
          const [figure, unit] = figureParts(kpi.value, kpi.unit);
          const [word = '', ...rest] = kpi.note.split(':');
          const room = width - 16;
          pen.line(`M0,0H${width}V${HEIGHT}H0Z`, { stroke: PALETTE.line, width: 0.7 });
          pen.box(0, -0.35, 2.6, HEIGHT + 0.7, ink);
          pen.text(kpi.label, 11, 14.5, { size: 7.4, colour: PALETTE.text2, width: room });
          pen.text(figure, 11, 32, { size: 14.5, weight: 700, tabular: true });
          const thin = kit.typeface.measure(figure, { weight: 700, tabular: true }) * 14.5;
          pen.text(unit, 11 + thin + 3, 32, { size: 9.5, colour: PALETTE.text2 });
          pen.text(word, 11, 45.5, { size: 7.2, weight: 600, colour: ink });
          const after = 11 + kit.typeface.measure(word, { weight: 600 }) * 7.2;
          if (rest.length > 0)
            pen.text(`:${rest.join(':')}`, after, 45.5, {
              size: 7.2,
              colour: PALETTE.text2,
              width: width - after - 5,
            });
        });
    },
  };
}
