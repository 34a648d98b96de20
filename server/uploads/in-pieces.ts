/**
 * The same bytes in pieces of `size`, the last one shorter. When the source fails, what it gave before comes first,
 * then the failure.
 */
export async function* inPieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  let failure: { cause: unknown } | undefined;
  const source = bytes[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await source.next();
    } catch (cause) {
      failure = { cause };
      break;
    }
    if (next.done) break;
    held.push(next.value);
    length += next.value.byteLength;
    if (length < size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; length - from >= size; from += size) yield all.subarray(from, from + size);
    held = [all.subarray(from)];
    length -= from;
  }
  if (length > 0) yield Buffer.concat(held);
  if (failure) throw failure.cause;
}
