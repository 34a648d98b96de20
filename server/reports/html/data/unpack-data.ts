function unpackValues(packed: string): (number | null)[] {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, at) => {
    const value = view.getFloat32(at * 4, true);
    return Number.isNaN(value) ? null : value;
  });
}

function unpackTimes([first, ...runs]: readonly number[]): number[] {
  const times = first === undefined ? [] : [first];
  for (let at = 0; at < runs.length; at += 2) {
    const [step = 0, count = 0] = [runs[at], runs[at + 1]];
    for (let done = 0; done < count; done += 1) times.push((times.at(-1) ?? 0) + step);
  }
  return times;
}

/** Reads what packData wrote. The data is of the same document, so its shape is taken as said. */
export function unpackData<T>(text: string): T {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$' in value && typeof value.$ === 'string') return unpackValues(value.$);
    if ('$t' in value && Array.isArray(value.$t)) return unpackTimes(value.$t as number[]);
    return value;
  }) as T;
}
