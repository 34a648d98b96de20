import { Canvas, Document, Image, Link, Page, View } from '@react-pdf/renderer';
import { formatRange } from '../format/format-range.ts';
import type { ReportModel } from '../report-model.ts';
import { drawRunningLines } from './draw-running-lines.ts';
import { fillPages, type PlacedPiece } from './fill-pages.ts';
import { LOGO_BOX } from './logo-box.ts';
import { PALETTE } from './palette.ts';
import { type PaperSize, paperOf } from './paper.ts';
import { createPen, type Painter } from './pen.ts';
import { reportPieces } from './report-pieces.ts';
import type { Typeface } from './typeface.ts';

interface ReportDocumentProps {
  model: ReportModel;
  typeface: Typeface;
  paper: PaperSize;
}

/**
 * The report as a document. Its pages are filled before the renderer sees them, so that it need not find out where
 * they end (which takes it a time that grows with the square of their number) and every page number is known. Each
 * page is one canvas; anchors, bookmarks and links lie above it. The renderer makes no tags (it neither asks pdfkit for
 * a structure tree nor hands its canvas the calls that mark content): who listens to a report takes the HTML.
 */
export function ReportDocument({ model, typeface, paper: size }: ReportDocumentProps) {
  const paper = paperOf(size);
  const { margin, content } = paper;
  const kit = {
    typeface,
    width: content.width,
    zone: model.timeZone,
    accent: model.accent ?? PALETTE.link,
  };
  const pages = fillPages(reportPieces(model, kit, content.height), content.height);
  const anchors = new Map(
    pages.flatMap((placed, at) =>
      placed.flatMap(({ piece }) => (piece.anchor ? [[piece.anchor.id, at + 1] as const] : [])),
    ),
  );
  const pageOf = (anchor: string): number | null => anchors.get(anchor) ?? null;
  const draw = (painter: Painter, placed: readonly PlacedPiece[], number: number): null => {
    const pen = createPen(painter, typeface, pageOf);
    drawRunningLines(pen, model, paper, { number, of: pages.length });
    for (const { piece, y } of placed) pen.at(margin.left, margin.top + y, () => piece.draw(pen));
    return null;
  };
  const made = new Date(model.generatedAt);
  return (
    <Document
      title={`${model.title}: ${model.machines.map(({ name }) => name).join(', ')}`}
      author={model.tenant}
      subject={formatRange(new Date(model.range.start), new Date(model.range.end), model.timeZone)}
      creator="PerfAnalysis"
      producer="PerfAnalysis"
      language="en"
      creationDate={made}
      modificationDate={made}
      pageMode="useOutlines"
      // Its own default is 1.3, which knows neither transparency nor metadata that other programs read.
      pdfVersion="1.7"
    >
      {pages.map((placed, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pages of a document are never reordered
        <Page key={at} size={[paper.width, paper.height]} wrap={false}>
          {/* Without wrapping a page is as high as what flows in it: the canvas. */}
          <Canvas
            style={{ width: paper.width, height: paper.height }}
            paint={(painter: Painter) => draw(painter, placed, at + 1)}
          />
          {at === 0 && model.logo && (
            <Image
              src={model.logo.dataUrl}
              style={{
                position: 'absolute',
                left: margin.left,
                top: margin.top,
                width: LOGO_BOX.width,
                height: LOGO_BOX.height,
                objectFit: 'contain',
                objectPosition: 'left top',
              }}
            />
          )}
          <PagePlaces placed={placed} left={margin.left} top={margin.top} anchors={anchors} />
        </Page>
      ))}
    </Document>
  );
}

interface PagePlacesProps {
  placed: readonly PlacedPiece[];
  left: number;
  top: number;
  anchors: ReadonlyMap<string, number>;
}

/** Where links lead to and from. */
function PagePlaces({ placed, left, top, anchors }: PagePlacesProps) {
  return placed.flatMap(({ piece, y }) => [
    piece.anchor ? (
      <View
        key={piece.anchor.id}
        id={piece.anchor.id}
        {...(piece.anchor.title !== null && { bookmark: { title: piece.anchor.title } })}
        style={{ position: 'absolute', left, top: top + y - 8, width: 1, height: 1 }}
      />
    ) : null,
    ...(piece.links ?? [])
      .filter(({ anchor }) => anchors.has(anchor))
      .map((link) => (
        <Link
          key={`${top + y + link.y} ${link.anchor}`}
          src={`#${link.anchor}`}
          style={{
            position: 'absolute',
            left: left + link.x,
            top: top + y + link.y,
            width: link.width,
            height: link.height,
          }}
        />
      )),
  ]);
}
