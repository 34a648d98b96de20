import superjson from 'superjson';
import { expect, test } from 'vitest';
import { answers } from './transformer.ts';

const through = (value: unknown): unknown =>
  answers.deserialize(JSON.parse(JSON.stringify(answers.serialize(value))));
const long = Array.from({ length: 40 }, (_, index) => (index % 7 === 0 ? null : index / 3 - 5));

test.each([
  ['a series', { times: long.map((_, index) => index), band: { avg: long, min: long } }],
  ['a list of lists', [long, [...long, 1e300], []]],
  [
    'dates, sets and what is undefined beside them',
    { at: new Date(5), kinds: new Set(['a']), none: undefined, long },
  ],
  [
    'numbers that JSON does not know',
    { odd: [...long, Number.NaN], far: [...long, Number.POSITIVE_INFINITY] },
  ],
  [
    'a name that looks like a part of it',
    { numbers: '[1', text: 'x', values: { json: [['custom', 'json']] } },
  ],
  [
    'machines',
    Array.from({ length: 50 }, (_, index) => ({ name: `m${index}`, seen: null, tags: { constructor: 'x' } })),
  ],
  ['tags with names of their own', { tags: JSON.parse('{"__proto__":"a","constructor":"b"}') }],
  [
    'a list with what JSON leaves out',
    Array.from({ length: 50 }, (_, index) => ({ index, at: new Date(index), no: undefined })),
  ],
  ['nothing', null],
])('%s is read as it was written', (_, value) => expect(through(value)).toEqual(value));

test('a column is one text, also where it stands twice', () => {
  const { json } = answers.serialize({ avg: long, max: long });
  expect(json).toEqual({ avg: JSON.stringify(long), max: JSON.stringify(long) });
  const { avg, max } = through({ avg: long, max: long }) as Record<string, unknown>;
  expect(avg).toBe(max);
});

test('short answers are as superjson writes them', () => {
  const value = { at: new Date(5), values: [1, 2, 3], tags: { a: 'b' } };
  expect(answers.serialize(value)).toEqual(superjson.serialize(value));
});
