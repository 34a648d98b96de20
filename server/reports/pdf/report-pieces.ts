import type { ReportModel } from '../report-model.ts';
import { contentsPieces } from './contents-pieces.ts';
import { coverPieces } from './cover-pieces.ts';
import { findingsPieces } from './findings-pieces.ts';
import { headingPieces } from './heading-pieces.ts';
import type { Kit } from './kit.ts';
import type { Piece } from './piece.ts';
import { sectionPieces } from './section-pieces.ts';
import { FINDINGS, SUMMARY, summaryPieces } from './summary-pieces.ts';

/** All of a report, in reading order: cover with contents, a page of summary, findings that it left out, sections. */
export function reportPieces(model: ReportModel, kit: Kit, pageHeight: number): Piece[] {
  const summary = summaryPieces(model, kit, pageHeight);
  const hasMore = summary.rest.length > 0;
  const contents = [SUMMARY, ...(hasMore ? [FINDINGS] : []), ...model.sections];
  const findings = hasMore
    ? [
        ...headingPieces(FINDINGS.title, FINDINGS.id, kit),
        ...findingsPieces(summary.rest, model.sections, kit),
      ]
    : [];
  const [first, ...others] = [
    ...findings,
    ...model.sections.flatMap((section) => sectionPieces(section, kit)),
  ];
  return [
    ...coverPieces(model, kit),
    ...contentsPieces(contents, kit),
    ...summary.pieces,
    // What follows the summary begins a page, as the summary does.
    ...(first ? [{ ...first, startsPage: true }, ...others] : []),
  ];
}
