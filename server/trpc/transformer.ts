import SuperJSON from 'superjson';

/** Numbers and nulls, as the text of a JSON list. */
class NumberColumn {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Shorter lists are not worth a place of their own. */
const LEAST = 32;

const json = new SuperJSON();
json.registerCustom<NumberColumn, string>(
  {
    isApplicable: (value): value is NumberColumn => value instanceof NumberColumn,
    serialize: ({ text }) => text,
    deserialize: (text) => JSON.parse(text),
  },
  'numbers',
);

/**
 * superjson, whose walk through an answer takes longer than the answer when that is a hundred columns of a thousand
 * numbers each: those travel as text, which nothing on the way looks into. What is read again is the same.
 */
export const answers = {
  serialize: (value: unknown) => json.serialize(packed(value, new Map())),
  deserialize: <T>(text: ReturnType<typeof json.serialize>): T => json.deserialize<T>(text),
};

/** Columns in place of their lists; a list that stands twice is one column. */
function packed(value: unknown, known: Map<unknown, NumberColumn>): unknown {
  if (Array.isArray(value)) {
    if (!isColumn(value)) return value.map((item) => packed(item, known));
    const column = known.get(value) ?? new NumberColumn(JSON.stringify(value));
    known.set(value, column);
    return column;
  }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, packed(item, known)]));
}

const isColumn = (list: readonly unknown[]): boolean =>
  list.length >= LEAST && list.every((item) => item === null || Number.isFinite(item));
