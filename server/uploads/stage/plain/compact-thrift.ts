/** A value in Thrift's compact protocol, in which the metadata of a Parquet file is written. */
export interface ThriftValue {
  /** Its type in the header of a field or a list. */
  type: number;
  bytes: readonly number[];
}

const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];
const SHORT_LIST = 15;

/** Seven bits a byte, the lowest first; of a whole number from 0. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** Numbers are told apart from negative ones by their lowest bit; none here is negative. */
const unsigned = (value: number): number[] => varint(value * 2);

/** A whole number from 0 below 2³¹. */
export const i32 = (value: number): ThriftValue => ({ type: I32, bytes: unsigned(value) });

/** A whole number from 0 up to the largest that is safe in a double. */
export const i64 = (value: number): ThriftValue => ({ type: I64, bytes: unsigned(value) });

/** A text as UTF-8, with its length in bytes before it. */
export function binary(text: string): ThriftValue {
  const bytes = Buffer.from(text);
  return { type: BINARY, bytes: [...varint(bytes.length), ...bytes] };
}

/** Of values of one type; there is at least one. */
export function list(values: readonly ThriftValue[]): ThriftValue {
  const type = values[0]?.type ?? STRUCT;
  const head =
    values.length < SHORT_LIST ? [values.length * 16 + type] : [0xf0 + type, ...varint(values.length)];
  return { type: LIST, bytes: [...head, ...values.flatMap(({ bytes }) => bytes)] };
}

/** Fields by their number, in rising order. */
export function struct(fields: Readonly<Record<number, ThriftValue>>): ThriftValue {
  let before = 0;
  const bytes = Object.entries(fields).flatMap(([id, { type, bytes }]) => {
    const step = Number(id) - before;
    before = Number(id);
    return [step * 16 + type, ...bytes];
  });
  return { type: STRUCT, bytes: [...bytes, 0] };
}
