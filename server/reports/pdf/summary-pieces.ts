import type { Finding, ReportModel } from '../report-model.ts';
import { findingsPieces } from './findings-pieces.ts';
import { headingPieces } from './heading-pieces.ts';
import { healthPieces } from './health-pieces.ts';
import type { Kit } from './kit.ts';
import { kpiPiece } from './kpi-piece.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

export const SUMMARY = { id: 'summary', title: 'Summary', machine: null } as const;
export const FINDINGS = { id: 'findings', title: 'More findings', machine: null } as const;

interface Summary {
  pieces: Piece[];
  /** Findings that the page does not hold. */
  rest: readonly Finding[];
}

/** One page for those who read no other: health, key figures, and as many findings as it holds. */
export function summaryPieces(model: ReportModel, kit: Kit, pageHeight: number): Summary {
  const { health, kpis, findings, sections } = model;
  const [first, ...others] = headingPieces(SUMMARY.title, SUMMARY.id, kit);
  const pieces: Piece[] = first ? [{ ...first, startsPage: true }, ...others] : [];
  const title = (text: string): Piece[] =>
    textPieces([{ text, weight: 600 }], kit, { size: 11, gap: 20, keepsNext: true });
  if (kpis.length > 0) pieces.push(kpiPiece(kpis, kit));
  if (health.length > 0) pieces.push(...title('Health'), ...healthPieces(health, kit));
  pieces.push(...title('What we found'));
  if (findings.length === 0)
    pieces.push(...textPieces([{ text: noFindings(model) }], kit, { gap: 6, colour: PALETTE.text2 }));
  const told = findingsPieces(findings, sections, kit);
  // The first gap is that at the top of a page, which is none; room for the line about the rest.
  let room = pageHeight - heightOf(pieces) + (first?.gap ?? 0) - 26;
  const shown = told.findIndex(({ gap, height }) => {
    room -= gap + height;
    return room < 0;
  });
  if (shown === -1) return { pieces: [...pieces, ...told], rest: [] };
  return {
    pieces: [...pieces, ...told.slice(0, shown), moreLine(findings.length - shown, kit)],
    rest: findings.slice(shown),
  };
}

const heightOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { gap, height }) => sum + gap + height, 0);

const noFindings = ({ samples }: ReportModel): string =>
  samples.count === 0
    ? 'There are no samples in this range, so there is nothing to judge.'
    : 'Nothing stands out: no figure is beyond its limit.';

function moreLine(count: number, kit: Kit): Piece {
  return {
    height: 14,
    gap: 9,
    links: [{ x: 0, y: 0, width: kit.width, height: 14, anchor: FINDINGS.id }],
    draw(pen) {
      pen.text(`and ${count} more, page ${pen.pageOf(FINDINGS.id) ?? '–'}`, 46, 9.4, {
        size: 8.2,
        colour: PALETTE.link,
      });
    },
  };
}
