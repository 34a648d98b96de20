import { formatDuration } from '../format/format-duration.ts';
import { formatFigure } from '../format/format-figure.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatRange } from '../format/format-range.ts';
import { formatClock, formatDay } from '../format/format-time.ts';
import { zonedTime } from '../format/zoned-time.ts';
import type { ReportModel, SampleFacts } from '../report-model.ts';
import type { Span } from './break-lines.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, MEASURE, SIZE } from './kit.ts';
import { LOGO_BOX } from './logo-box.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';

const TERM = 92;
/** Reasons for a lost point are said in full in their section. */
const MOST_REASONS = 3;

/** Title, customer, machines, range, and what the figures rest on. The logo is an image of its own, above. */
export function coverPieces(model: ReportModel, kit: Kit): Piece[] {
  const top: Piece = {
    height: LOGO_BOX.height,
    gap: 0,
    draw(pen) {
      if (model.logo === null) pen.box(0, LOGO_BOX.height - 4, 44, 4, kit.accent);
    },
  };
  const facts: (readonly [string, readonly (readonly Span[])[]])[] = [
    [model.machines.length === 1 ? 'Machine' : 'Machines', model.machines.map(machineLine)],
    ['Range', [[{ text: rangeText(model.range, kit.zone) }]]],
    ...(model.comparedWith
      ? [['Compared with', [[{ text: rangeText(model.comparedWith, kit.zone) }]]] as const]
      : []),
    ['Samples', [[{ text: samplesLine(model.samples) }]]],
    ...(model.quality ? [['Data quality', qualityLines(model.quality)] as const] : []),
    ['Made', [[{ text: madeLine(model) }]]],
  ];
  return [
    top,
    ...textPieces([{ text: model.title, weight: 700 }], kit, {
      size: SIZE.title,
      width: kit.width,
      gap: 46,
      leading: 1.2,
      anchor: { id: 'cover', title: null },
    }),
    ...textPieces([{ text: model.customer ?? model.tenant }], kit, {
      size: 13,
      width: kit.width,
      gap: 4,
      colour: PALETTE.text2,
    }),
    ruler(kit),
    ...facts.map(([term, lines], at) => factPiece(term, lines, kit, at === 0 ? 16 : 7)),
  ];
}

const ruler = (kit: Kit): Piece => ({
  height: 1.2,
  gap: 20,
  draw: (pen) => pen.box(0, 0, kit.width, 1.2, kit.accent),
});

const factPiece = (term: string, lines: readonly (readonly Span[])[], kit: Kit, gap: number): Piece =>
  joinPieces(
    [
      { x: 0, pieces: textPieces([{ text: term }], kit, { colour: PALETTE.text3 }) },
      {
        x: TERM,
        pieces: lines.flatMap((spans) => textPieces(spans, kit, { width: MEASURE + 40 })),
      },
    ],
    gap,
  );

const machineLine = ({ name, facts }: ReportModel['machines'][number]): Span[] => [
  { text: name, weight: 600 },
  { text: facts.map((fact) => ` · ${fact}`).join(''), colour: PALETTE.text2 },
];

const rangeText = ({ start, end }: ReportModel['range'], zone: string): string =>
  formatRange(new Date(start), new Date(end), zone);

function samplesLine({ count, intervalSeconds, coverage }: SampleFacts): string {
  if (count === 0) return 'No samples in this range';
  const interval = intervalSeconds === null ? '' : `, one each ${formatDuration(intervalSeconds)}`;
  const share = coverage === null ? '' : ` · ${formatFigure(100 * coverage, 'percent')} of expected`;
  return `${formatNumber(count, 0)} ${count === 1 ? 'sample' : 'samples'}${interval}${share}`;
}

const qualityLines = ({ score, reasons }: NonNullable<ReportModel['quality']>): Span[][] => [
  [{ text: `${formatNumber(score, 0)} of 100`, weight: 600 }],
  ...reasons.slice(0, MOST_REASONS).map(({ text, points }) => [
    { text, colour: PALETTE.text2 },
    { text: ` \u2212${formatNumber(points, points < 1 ? 1 : 0)}`, colour: PALETTE.text3 },
  ]),
];

function madeLine({ generatedAt, timeZone, tenant, customer }: ReportModel): string {
  const made = zonedTime(new Date(generatedAt), timeZone);
  const by = customer === null ? '' : ` by ${tenant}`;
  return `${formatDay(made)}, ${formatClock(made).slice(0, 5)} ${timeZone}${by}`;
}
