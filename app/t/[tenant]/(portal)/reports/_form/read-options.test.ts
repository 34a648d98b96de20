import { expect, test } from 'vitest';
import { readOptions } from './read-options.ts';
import { SECTION_NAMES } from './section-names.ts';

const formOf = (
  fields: [string, string | File][],
  sections: readonly string[] = Object.keys(SECTION_NAMES),
) => {
  const form = new FormData();
  for (const section of sections) form.append('sections', section);
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

test('a form that was left alone chooses nothing', async () => {
  expect(
    await readOptions(
      formOf([
        ['title', ' '],
        ['percentiles', ''],
        ['paper', 'a4'],
      ]),
    ),
  ).toEqual({});
});

test('what was filled in is taken', async () => {
  const logo = new File([new Uint8Array([1, 2, 3])], 'a.png', { type: 'image/png' });
  const form = formOf(
    [
      ['title', ' Load test '],
      ['percentiles', '50, 95;99.9'],
      ['logo', logo],
      ['accent', '#112233'],
      ['paper', 'letter'],
      ['act:cpu_used_p95', '90'],
    ],
    ['disk', 'cpu', 'nonsense'],
  );
  expect(await readOptions(form)).toEqual({
    title: 'Load test',
    accent: '#112233',
    sections: ['cpu', 'disk'],
    percentiles: [50, 95, 99.9],
    paper: 'letter',
    thresholds: { cpu_used_p95: { act: 90 } },
    logo: 'data:image/png;base64,AQID',
  });
});

test.each([
  ['no section', formOf([], []), 'at least one section'],
  ['a percentile beyond 100', formOf([['percentiles', '101']]), '0 to 100'],
  ['words', formOf([['percentiles', 'many']]), '0 to 100'],
  ['a GIF', formOf([['logo', new File(['x'], 'a.gif', { type: 'image/gif' })]]), 'PNG or JPEG'],
  [
    'a large logo',
    formOf([['logo', new File([new Uint8Array(600_000)], 'a.png', { type: 'image/png' })]]),
    '512 KB',
  ],
])('%s is refused with a reason', async (_, form, reason) => {
  await expect(readOptions(form)).rejects.toThrow(reason);
});
