import { expect, test } from 'vitest';
import { z } from 'zod';
import { composeReportModel } from './model/compose-report-model.ts';
import { resolveOptions } from './model/resolve-options.ts';
import { modelSchema } from './model-schema.ts';
import { reportOptions } from './report-options.ts';
import { emptyInput, handMadeInput } from './testing/hand-made-input.ts';

const input = handMadeInput();
const [machine] = input.machines;
if (!machine) throw new Error('no machine');

test.each([
  ['one machine', input],
  ['no samples', emptyInput()],
  ['two machines', { ...input, machines: [machine, machine] }],
  ['two periods', { ...input, machines: [{ ...machine, before: machine.data }] }],
  [
    'branding',
    {
      ...input,
      options: resolveOptions({
        customer: 'Globex <b>',
        branding: {
          accent: '#102030',
          logo: { dataUrl: 'data:image/png;base64,iVBORw0KGgo=', width: 8, height: 8 },
        },
      }),
    },
  ],
])('a model of %s is as the schema says, as it is and out of JSON', (_, of) => {
  const model = composeReportModel(of);
  expect(modelSchema.parse(model)).toEqual(model);
  expect(modelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
});

test('the schema can be published as JSON schema, and refuses what is no model', () => {
  const schema = z.toJSONSchema(modelSchema);
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  expect(Object.keys(schema.properties ?? {})).toContain('findings');
  expect(modelSchema.safeParse({ ...composeReportModel(input), version: 1 }).success).toBe(false);
});

test.each([
  ['nothing', {}, true],
  ['an unknown key', { colour: 'red' }, false],
  ['a zone that there is not', { timeZone: 'Mars/Olympus' }, false],
  ['a zone', { timeZone: 'Europe/Berlin' }, true],
  ['a section that there is not', { sections: ['cpu', 'gpu'] }, false],
  ['no section', { sections: [] }, false],
  ['a percentile above 100', { percentiles: [101] }, false],
  ['a threshold that there is not', { thresholds: { magic: { watch: 1 } } }, false],
  ['one half of a threshold', { thresholds: { cpu_used_p95: { act: 99 } } }, true],
  [
    'a logo that is markup',
    { branding: { logo: { dataUrl: 'data:image/svg+xml;base64,AA==', width: 1, height: 1 } } },
    false,
  ],
  ['an accent that is no colour', { branding: { accent: 'red' } }, false],
])('options with %s', (_, options, good) => {
  expect(reportOptions.safeParse(options).success).toBe(good);
});

test('the options have a JSON schema', () => {
  expect(z.toJSONSchema(reportOptions)).toMatchObject({ type: 'object', additionalProperties: false });
});
