/** OIDs of PostgreSQL's numbers that rollups have. */
const INTEGER = 23;
const DOUBLE = 701;

/**
 * Reads what PostgreSQL's array_send makes of integer[] or float8[], of any dimensions, row after row; null as NaN.
 * Numbers as bytes: as text, writing and parsing them would be most of a chart's time. Layout: dimensions, whether
 * there are nulls, OID of the elements, length and lower bound of each dimension, then length (−1: null) and bytes of
 * each element, all big-endian (array_send in PostgreSQL's arrayfuncs.c).
 */
export function decodeNumbers(bytes: Buffer): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = view.getInt32(0);
  const type = view.getInt32(8);
  if (type !== INTEGER && type !== DOUBLE) throw new Error(`An array of type ${type} is not one of numbers.`);
  let count = dimensions === 0 ? 0 : 1;
  for (let index = 0; index < dimensions; index += 1) count *= view.getInt32(12 + 8 * index);
  const numbers = new Float64Array(count);
  let at = 12 + 8 * dimensions;
  for (let index = 0; index < count; index += 1) {
    const length = view.getInt32(at);
    at += 4;
    if (length < 0) {
      numbers[index] = Number.NaN;
      continue;
    }
    numbers[index] = type === DOUBLE ? view.getFloat64(at) : view.getInt32(at);
    at += length;
  }
  return numbers;
}
