import { composeReportModel } from '../model/compose-report-model.ts';
import type { Block, ReportModel, TimeChart } from '../report-model.ts';
import { handMadeInput } from './hand-made-input.ts';

const START = Date.UTC(2026, 10, 20, 9);
const POINTS = 60;
const STEP_SECONDS = 60;
const times = Array.from({ length: POINTS }, (_, at) => START + at * STEP_SECONDS * 1000);
const AXIS = {
  start: START,
  end: START + POINTS * STEP_SECONDS * 1000,
  resolutionSeconds: STEP_SECONDS,
  times,
};
const wave = (height: number): (number | null)[] =>
  times.map((_, at) => (at === 20 ? null : Math.round(height * (1 + Math.sin(at / 7))) / 2));

/** A chart of two lines over an hour; the 21st point was not measured, and the machine restarted there. */
export const hourChart = (text: string): TimeChart => ({
  type: 'time-chart',
  ...AXIS,
  title: text,
  unit: 'percent',
  form: 'lines',
  top: 100,
  ceiling: { value: 80, label: text },
  series: [
    { id: 'a', label: `first ${text}`, colour: 'one', avg: wave(60), min: wave(50), max: wave(70) },
    { id: 'b', label: `second ${text}`, colour: 'two', avg: wave(30), min: null, max: null },
  ],
  peak: null,
  marks: [{ type: 'restart', at: START + 20 * STEP_SECONDS * 1000 }],
});

/** One of each block, every text of it being `text`. */
export const everyBlock = (text: string): Block[] => [
  { type: 'paragraph', text },
  hourChart(text),
  {
    ...hourChart(text),
    form: 'stack',
    ceiling: null,
    peak: { label: text, values: wave(99) },
  },
  {
    type: 'heat-chart',
    ...AXIS,
    title: text,
    rows: [10, 60, 100].map((height, at) => ({ label: `${text} ${at}`, values: wave(height) })),
  },
  {
    type: 'table',
    title: text,
    head: text,
    columns: [
      { label: text, unit: 'percent' },
      { label: `${text} 2`, unit: null },
    ],
    rows: [
      { label: `${text} a`, unit: null, figures: [20, text], state: 'good' },
      { label: `${text} b`, unit: null, figures: [null, `${text} 1`] },
      { label: `${text} c`, unit: null, figures: [70, `${text} 2`], state: 'act' },
    ],
    note: text,
  },
  {
    type: 'histogram',
    title: text,
    unit: 'percent',
    edges: [0, 25, 50, 75, 100],
    counts: [4, 0, 30, 12],
    marks: [{ label: text, value: 60 }],
  },
  {
    type: 'week-chart',
    title: text,
    unit: 'percent',
    top: 100,
    values: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (_, hour) => (day > 4 ? null : hour * 4)),
    ),
    counts: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, () => (day > 4 ? 0 : 240))),
    zone: 'UTC',
  },
  {
    type: 'small-multiples',
    ...AXIS,
    title: text,
    unit: 'percent',
    top: 100,
    colour: 'user',
    panels: [30, 90].map((height, at) => ({
      label: `${text} ${at}`,
      figure: height,
      avg: wave(height),
      min: wave(height - 10),
      max: wave(height + 10),
    })),
    figureLabel: text,
  },
  {
    type: 'radar',
    title: text,
    axes: [0, 1, 2].map((at) => ({ label: `${text} ${at}`, ceiling: 100, unit: 'percent', why: text })),
    shapes: [{ label: text, colour: 'one', values: [50, null, 90], shares: [0.5, null, 0.9] }],
  },
  {
    type: 'matrix',
    title: text,
    labels: [`${text} a`, `${text} b`],
    values: [
      [1, -0.8],
      [-0.8, 1],
    ],
    count: POINTS,
  },
  {
    type: 'bar-list',
    title: text,
    unit: 'megabytes',
    top: null,
    rows: [
      { label: text, value: 2048, note: text },
      { label: `${text} 2`, value: null, note: null },
    ],
  },
  { type: 'definitions', items: [{ term: text, text }] },
];

/** A report that says `text` wherever somebody else could, with one section of every kind of block. */
export function everyTextModel(text: string): ReportModel {
  return {
    ...composeReportModel(handMadeInput()),
    title: text,
    customer: text,
    tenant: text,
    machines: [{ name: text, facts: [text] }],
    quality: { score: 88, reasons: [{ text, points: 12 }] },
    health: [
      { resource: 'cpu', state: 'act', figure: 95, unit: 'percent', sentence: text, sectionId: 'all' },
    ],
    kpis: [{ label: text, value: 95, unit: 'percent', state: 'act', note: text }],
    findings: [
      {
        id: 'cpu-used',
        state: 'act',
        resource: 'cpu',
        title: text,
        evidence: text,
        advice: text,
        at: new Date(START + 30 * STEP_SECONDS * 1000).toISOString(),
        sectionId: 'all',
        machine: text,
      },
    ],
    sections: [{ id: 'all', title: text, intro: text, basis: text, machine: text, blocks: everyBlock(text) }],
  };
}
