import { formatRange } from '../format/format-range.ts';
import type { ReportModel } from '../report-model.ts';
import { PALETTE } from './palette.ts';
import type { Paper } from './paper.ts';
import type { Pen } from './pen.ts';

const STYLE = { size: 7.2, colour: PALETTE.text3 } as const;
const HEAD = 46;
const FOOT = 34;

/** Whose report on what and when at the top of every page but the cover, page n / m at the bottom of all. */
export function drawRunningLines(
  pen: Pen,
  model: ReportModel,
  paper: Paper,
  page: { number: number; of: number },
): void {
  const left = paper.margin.left;
  const right = left + paper.content.width;
  if (page.number > 1) {
    const names = model.machines.map(({ name }) => name).join(', ');
    const range = formatRange(new Date(model.range.start), new Date(model.range.end), model.timeZone);
    pen.text(`${model.customer ?? model.tenant} · ${names}`, left, HEAD, { ...STYLE, width: 230 });
    pen.text(range, right, HEAD, { ...STYLE, anchor: 'end', width: paper.content.width - 240 });
    pen.line(`M${left},${HEAD + 8}H${right}`, { stroke: PALETTE.line, width: 0.6 });
  }
  pen.text('PerfAnalysis', left, paper.height - FOOT, STYLE);
  pen.text(`${page.number} / ${page.of}`, right, paper.height - FOOT, {
    ...STYLE,
    anchor: 'end',
    tabular: true,
  });
}
