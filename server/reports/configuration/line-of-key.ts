import { type Document, isMap, isScalar, type LineCounter } from 'yaml';

/** The line of a key, or of an item of a list; of what is not there, that of what it should be in. */
export function lineOfKey(
  path: readonly (string | number)[],
  document: Document,
  lines: LineCounter,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step))
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    const range =
      node && typeof node === 'object' && 'range' in node ? (node.range as number[] | null) : null;
    if (range) return lines.linePos(range[0] ?? 0).line;
  }
  return 1;
}
