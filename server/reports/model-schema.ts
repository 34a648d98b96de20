import { z } from 'zod';
import { REPORT_MODEL_VERSION, type ReportModel } from './report-model.ts';

// The schema of a report model says what report-model.ts says, for those who read models outside of this program.

const units = [
  'percent',
  'megabytes',
  'bytes_per_second',
  'per_second',
  'milliseconds',
  'count',
  'bytes',
  'days',
] as const;
const unit = z.enum(units);
const state = z.enum(['good', 'watch', 'act', 'unrated']);
const resources = ['cpu', 'memory', 'disk', 'network', 'filesystem', 'container', 'data'] as const;
// biome-ignore format: twenty words
const colours = ['user', 'system', 'iowait', 'steal', 'irq', 'nice', 'used', 'cache', 'buffers', 'swap',
  'read', 'write', 'rx', 'tx', 'one', 'two', 'three', 'four', 'five', 'six'] as const;
const colour = z.enum(colours);
const moment = z.iso.datetime();
const period = z.strictObject({ start: moment, end: moment });
const values = z.array(z.number().nullable());
const axis = {
  start: z.number().describe('Unix ms'),
  end: z.number().describe('Unix ms'),
  resolutionSeconds: z.number().positive(),
  times: z.array(z.number()).describe('Unix ms, ascending'),
};

const timeChart = z.strictObject({
  type: z.literal('time-chart'),
  ...axis,
  title: z.string(),
  unit,
  form: z.enum(['stack', 'lines']),
  top: z.number().nullable(),
  ceiling: z.strictObject({ value: z.number(), label: z.string() }).nullable(),
  series: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      colour,
      avg: values,
      min: values.nullable(),
      max: values.nullable(),
    }),
  ),
  peak: z.strictObject({ label: z.string(), values }).nullable(),
  marks: z.array(z.strictObject({ at: z.number(), type: z.enum(['restart', 'gap', 'clock_step']) })),
});

const heatChart = z.strictObject({
  type: z.literal('heat-chart'),
  ...axis,
  title: z.string(),
  rows: z.array(z.strictObject({ label: z.string(), values })),
});

const table = z.strictObject({
  type: z.literal('table'),
  title: z.string().nullable(),
  head: z.string(),
  columns: z.array(z.strictObject({ label: z.string(), unit: unit.nullable() })),
  rows: z.array(
    z.strictObject({
      label: z.string(),
      unit: unit.nullable(),
      figures: z.array(z.union([z.number(), z.string(), z.null()])),
      state: state.exactOptional(),
    }),
  ),
  note: z.string().nullable(),
});

const histogram = z.strictObject({
  type: z.literal('histogram'),
  title: z.string(),
  unit,
  edges: z.array(z.number()).min(2),
  counts: z.array(z.number().min(0)).min(1),
  marks: z.array(z.strictObject({ label: z.string(), value: z.number() })),
});

const weekChart = z.strictObject({
  type: z.literal('week-chart'),
  title: z.string(),
  unit,
  top: z.number().nullable(),
  values: z.array(values.length(24)).length(7).describe('Monday first, hours 0–23'),
  counts: z.array(z.array(z.number().min(0)).length(24)).length(7),
  zone: z.string(),
});

const smallMultiples = z.strictObject({
  type: z.literal('small-multiples'),
  ...axis,
  title: z.string(),
  unit,
  top: z.number().positive(),
  colour,
  panels: z.array(
    z.strictObject({
      label: z.string(),
      figure: z.number().nullable(),
      avg: values,
      min: values.nullable(),
      max: values.nullable(),
    }),
  ),
  figureLabel: z.string(),
});

const radar = z.strictObject({
  type: z.literal('radar'),
  title: z.string(),
  axes: z
    .array(z.strictObject({ label: z.string(), ceiling: z.number().nullable(), unit, why: z.string() }))
    .min(3),
  shapes: z.array(
    z.strictObject({
      label: z.string(),
      colour,
      values,
      shares: z.array(z.number().min(0).max(1).nullable()),
    }),
  ),
});

const matrix = z.strictObject({
  type: z.literal('matrix'),
  title: z.string(),
  labels: z.array(z.string()),
  values: z.array(z.array(z.number().min(-1).max(1).nullable())),
  count: z.number(),
});

const barList = z.strictObject({
  type: z.literal('bar-list'),
  title: z.string(),
  unit,
  top: z.number().nullable(),
  rows: z.array(
    z.strictObject({ label: z.string(), value: z.number().nullable(), note: z.string().nullable() }),
  ),
});

const paragraph = z.strictObject({ type: z.literal('paragraph'), text: z.string() });
const definitions = z.strictObject({
  type: z.literal('definitions'),
  items: z.array(z.strictObject({ term: z.string(), text: z.string() })),
});

const block = z.discriminatedUnion('type', [
  timeChart,
  heatChart,
  table,
  paragraph,
  histogram,
  weekChart,
  smallMultiples,
  radar,
  matrix,
  barList,
  definitions,
]);

/** The report model; `z.toJSONSchema` of it is what is published. */
export const modelSchema = z.strictObject({
  version: z.literal(REPORT_MODEL_VERSION),
  title: z.string(),
  customer: z.string().nullable(),
  logo: z
    .strictObject({ dataUrl: z.string().startsWith('data:image/'), width: z.number(), height: z.number() })
    .nullable(),
  accent: z.string().nullable(),
  tenant: z.string(),
  machines: z.array(z.strictObject({ name: z.string(), facts: z.array(z.string()) })).min(1),
  range: period,
  comparedWith: period.nullable(),
  timeZone: z.string(),
  generatedAt: moment,
  samples: z.strictObject({
    count: z.number().min(0),
    intervalSeconds: z.number().nullable(),
    coverage: z.number().min(0).max(1).nullable(),
    first: moment.nullable(),
    last: moment.nullable(),
    restarts: z.number().min(0),
    gaps: z.number().min(0),
  }),
  quality: z
    .strictObject({
      score: z.number().min(0).max(100),
      reasons: z.array(z.strictObject({ text: z.string(), points: z.number() })),
    })
    .nullable(),
  percentiles: z.array(z.number().min(0).max(100)),
  health: z.array(
    z.strictObject({
      resource: z.enum(['cpu', 'memory', 'disk', 'network', 'filesystem']),
      state,
      figure: z.number().nullable(),
      unit,
      sentence: z.string(),
      sectionId: z.string().nullable(),
    }),
  ),
  kpis: z.array(
    z.strictObject({ label: z.string(), value: z.number().nullable(), unit, state, note: z.string() }),
  ),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      state: z.enum(['good', 'watch', 'act']),
      resource: z.enum(resources),
      title: z.string(),
      evidence: z.string(),
      advice: z.string().nullable(),
      at: moment.nullable(),
      sectionId: z.string().nullable(),
      machine: z.string().nullable(),
    }),
  ),
  sections: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      intro: z.string().nullable(),
      basis: z.string().nullable(),
      machine: z.string().nullable(),
      blocks: z.array(block),
    }),
  ),
}) satisfies z.ZodType<ReportModel>;
