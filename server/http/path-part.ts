/** A part of a path as it was meant; one that is wrongly encoded stays as it came. */
export function pathPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
