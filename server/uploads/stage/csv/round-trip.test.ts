import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOST_COLUMNS, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS } from '#agent/contract/sample.ts';
import { encodeCsv } from '#server/metrics/export/encode-csv.ts';
import { contractRow, FIRST_SECOND, HEADER } from '../testing/contract-csv.ts';
import { stageContent } from '../testing/stage-content.ts';

const bits = (value: number | null | undefined | string) =>
  typeof value === 'number' ? Buffer.from(new Float64Array([value]).buffer).toString('hex') : value;

/** Any double of the range, also the smallest ones, in every magnitude alike. */
const doubleIn = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));

test('doubles come back to the bit, in their shortest form and with 17 digits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doubleIn(0, 1e15), { minLength: 1, maxLength: 300 }), async (values) => {
      const texts = values.flatMap((value) => [
        String(value),
        value.toExponential(16),
        value.toPrecision(17),
        value.toExponential().replace('e+', 'E'),
      ]);
      const rows = texts.map((net_rx_bytes, second) => contractRow(second, { net_rx_bytes }));
      const staged = await stageContent([HEADER, ...rows].map((row) => row.join(',')).join('\n'));
      const found = staged.tables.host?.map((row) => bits(row.net_rx_bytes));
      expect(found).toEqual(texts.map((text) => bits(Number(text))));
    }),
    { numRuns: 15 },
  );
});

const name = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcXYZ019 _-=+@.:"\',;|\u00e9\u{1f600}') })
  .filter((text) => text === text.trim() && !/^'[=+@-]/.test(text));

test.each(KINDS)('an export of %s of any content is staged with the same numbers', async (kind) => {
  const metrics = kind === 'host' ? HOST_COLUMNS : metricsOf(kind).map(({ id }) => id);
  const known = metricsOf(kind);
  const value = (id: string) => {
    const [min, max] = known.find((metric) => metric.id === id)?.range ?? [0, 1];
    // What adds up, or lies below another, is kept out of each other's way; the rules have tests of their own.
    if (id.startsWith('cpu_')) return doubleIn(0, 12);
    if (id === 'mem_used') return doubleIn(0, 1000);
    if (id === 'mem_total') return doubleIn(1000, 1e9);
    return doubleIn(min, max);
  };
  const row = fc.tuple(
    fc.integer({ min: FIRST_SECOND * 1000, max: FIRST_SECOND * 1000 + 1e9 }),
    kind === 'host' ? fc.constant('') : name,
    // Of the shares of a CPU some are unknown, so that they need not add up to 100.
    fc.tuple(
      ...metrics.map((id) => (id === 'cpu_steal' ? fc.constant(null) : fc.option(value(id), { freq: 4 }))),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      name.filter((text) => !text.includes('/')),
      fc.array(row, { minLength: 1, maxLength: 30 }),
      async (machineId, rows) => {
        const encoder = encodeCsv({ machineId, kind, metrics });
        const staged = await stageContent(encoder.head + rows.map((cells) => encoder.row(...cells)).join(''));
        expect(staged.warnings).toEqual([]);
        expect(staged.machines).toEqual([machineId]);
        const found = [...(staged.tables[kind] ?? [])].sort((a, b) => Number(a.line) - Number(b.line));
        expect(found.map((one) => [one.time, one.entity, ...metrics.map((id) => bits(one[id]))])).toEqual(
          rows.map(([time, entity, values]) => [time, entity, ...values.map(bits)]),
        );
      },
    ),
    { numRuns: 10 },
  );
});
