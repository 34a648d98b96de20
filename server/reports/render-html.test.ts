import { beforeAll, describe, expect, test } from 'vitest';
import { composeReportModel } from './model/compose-report-model.ts';
import { renderHtml } from './render-html.ts';
import type { ReportModel } from './report-model.ts';
import { everyBlock, everyTextModel } from './testing/every-block.ts';
import { emptyInput, handMadeInput, withMachine } from './testing/hand-made-input.ts';

/** The document without what we bundle ourselves: style, script and data. */
const outside = (document: string): string => document.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '');
/** What a reader without script sees. */
const words = (document: string): string => outside(document).replace(/<[^>]*>/g, ' ');
const dataOf = (document: string): string =>
  /<script type="application\/json" id="report-data">([\s\S]*?)<\/script>/.exec(document)?.[1] ?? '';

describe('a day of a machine', () => {
  let model: ReportModel;
  let document: string;
  beforeAll(() => {
    model = composeReportModel(handMadeInput());
    document = renderHtml(model);
  });

  test('the same model gives the same bytes', () => {
    expect(renderHtml(composeReportModel(handMadeInput()))).toBe(document);
  });

  test('is at most 2 MB', () => {
    expect(Buffer.byteLength(document)).toBeLessThan(2e6);
  });

  test('refers to nothing outside of itself', () => {
    expect(document).not.toMatch(/\b(?:src|href|action|poster)\s*=\s*["']?\s*(?:https?:|\/\/)/i);
    expect(document).not.toMatch(/url\(\s*["']?(?!data:)/i);
    expect(document).not.toMatch(/@import|<link\b|<iframe\b|<object\b/i);
    expect(document).toContain("default-src 'none'");
  });

  test('everything is text without script', () => {
    const text = words(document);
    for (const { title, basis } of model.sections) {
      expect(text).toContain(title);
      expect(text).toContain(basis ?? '');
    }
    for (const { title } of model.findings) expect(text).toContain(title);
    expect(text).toMatch(/p97\.5/);
    expect(text).toContain('5,754 samples, one each 15\u00a0s');
  });

  test('every link goes to a place in the document', () => {
    const ids = new Set(Array.from(outside(document).matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    const links = Array.from(outside(document).matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    expect(links.length).toBeGreaterThan(model.sections.length);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('texts of others', () => {
  test.each([
    '<script>alert(1)</script>',
    '</script><img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    `' onmouseover='alert(1)`,
    '</style><b>x',
    '<!-- x',
    'a\u2028b\u2029c\u0000d\u202ee',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that looks like one
    '`${alert(1)}`',
    '&lt;script&gt;',
    'Διακομιστής 服务器 سيرفر 😀 \ud800',
  ])('%j stays text, in every block and the data', (text) => {
    const document = renderHtml(everyTextModel(text));
    const plain = renderHtml(everyTextModel('plain'));
    // The tags with their attributes, values left out.
    const tags = (html: string) =>
      outside(html)
        .match(/<[^>]*>/g)
        ?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(tags(document)).toEqual(tags(plain));
    expect(document.match(/<script\b/g)).toHaveLength(2);
    expect(document.match(/<\/style>/g)).toHaveLength(2);
    expect(outside(document)).not.toMatch(/(?!\n)\p{Cc}|[\u2028\u2029\u202e]/u);
    expect(JSON.stringify(JSON.parse(dataOf(document)))).toContain(
      JSON.stringify(`first ${text}`).slice(1, -1),
    );
  });

  test('a colour, a logo that are none are left out', () => {
    const model = everyTextModel('plain');
    const logo = { dataUrl: 'data:image/svg+xml,<svg onload=alert(1)>', width: 10, height: 10 };
    const document = renderHtml({ ...model, accent: 'red;}body{display:none', logo });
    expect(outside(document)).not.toContain('display:none');
    expect(outside(document)).not.toContain('<img');
    expect(outside(document)).not.toContain('--brand');
  });

  test('a logo is shown in its proportions', () => {
    const logo = { dataUrl: 'data:image/png;base64,iVBORw0KGgo=', width: 1000, height: 200 };
    const document = renderHtml({ ...everyTextModel('plain'), accent: '#ff8800', logo });
    expect(document).toContain('width="220" height="44"');
    expect(document).toContain('style="--brand:#ff8800"');
  });
});

describe('at the edges', () => {
  const drawn = (model: ReportModel): string => {
    const document = renderHtml(model);
    expect(outside(document)).not.toMatch(/NaN|Infinity|undefined|\[object/);
    return document;
  };

  test('no sample', () => {
    expect(words(drawn(composeReportModel(emptyInput())))).toContain('No samples in this range');
  });

  test('every block', () => {
    drawn(everyTextModel('plain'));
  });

  test.each([0, 1])('%d points in every chart', (points) => {
    const cut = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value, (_, list) =>
          Array.isArray(list) && list.length === 60 ? list.slice(0, points) : list,
        ),
      ) as T;
    const model = everyTextModel('plain');
    drawn({
      ...model,
      sections: model.sections.map((one) => ({ ...one, blocks: cut(everyBlock('plain')) })),
    });
  });

  test('128 CPUs', () => {
    const input = withMachine(handMadeInput(), ({ data }) => {
      const { cpu } = data.entities;
      const series = Object.values(cpu.entities);
      const stats = Object.values(data.stats.entities.cpu ?? {});
      const all = <T>(of: readonly T[]): Record<string, T> =>
        Object.fromEntries(Array.from({ length: 128 }, (_, at) => [`cpu${at}`, of[at % of.length] as T]));
      return {
        facts: { cpuCount: 128 },
        data: {
          entities: { ...data.entities, cpu: { ...cpu, entities: all(series) } },
          stats: { ...data.stats, entities: { ...data.stats.entities, cpu: all(stats) } },
        },
      };
    });
    const document = drawn(composeReportModel(input));
    expect(document).toContain('128 rows over time');
    expect(Buffer.byteLength(document)).toBeLessThan(3e6);
  });

  test('several machines', () => {
    const one = handMadeInput();
    const [first] = one.machines;
    const other = { ...first!, facts: { ...first!.facts, name: 'web-01' } };
    const model = composeReportModel({ ...one, machines: [first!, other] });
    const text = words(drawn(model));
    expect(text).toContain('web-01: CPU');
  });
});
