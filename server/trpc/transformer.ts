import SuperJSON from 'superjson';

/** A value of plain JSON, as text. */
class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Shorter lists are not worth a text of their own. */
const LEAST = 32;
/** superjson throws at them, and a tag of a machine may have such a name. */
const REFUSED_NAMES = ['__proto__', 'constructor', 'prototype'];

const json = new SuperJSON();
json.registerCustom<JsonText, string>(
  {
    isApplicable: (value): value is JsonText => value instanceof JsonText,
    serialize: ({ text }) => text,
    deserialize: (text) => JSON.parse(text),
  },
  'json',
);

/**
 * superjson, whose walk through an answer takes longer than the answer when that is a hundred columns of a thousand
 * numbers each, or a thousand machines: long lists that JSON can say alone travel as its text, which nothing on the way
 * looks into. What is read again is the same.
 */
export const answers = {
  serialize: (value: unknown) => json.serialize(packed(value, new Map())),
  deserialize: <T>(text: ReturnType<typeof json.serialize>): T => json.deserialize<T>(text),
};

/** With texts in place of what travels as one; what stands twice is one text. */
function packed(value: unknown, known: Map<unknown, JsonText>): unknown {
  if (!isContainer(value)) return value;
  if (isWorthIt(value) && isPlain(value)) {
    const text = known.get(value) ?? new JsonText(JSON.stringify(value));
    known.set(value, text);
    return text;
  }
  if (Array.isArray(value)) return value.map((item) => packed(item, known));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, packed(item, known)]));
}

const isContainer = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

const isWorthIt = (value: object): boolean =>
  Array.isArray(value) ? value.length >= LEAST : REFUSED_NAMES.some((name) => Object.hasOwn(value, name));

/** Whether JSON gives it back as it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  return isContainer(value) && Object.values(value).every(isPlain);
}
