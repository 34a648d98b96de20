/** A file name has at most 255 bytes, and `.json` and a temporary ending must fit behind it. */
const LONGEST_BYTES = 240;

/**
 * What is wrong with an identifier that becomes the name of a collection file; null when nothing is. A path, a hidden
 * name and control characters are refused, so that no file can be reached but one of our own in the data folder.
 */
export function checkIdentifier(identifier: string): string | null {
  if (identifier === '') return 'the identifier is empty';
  if (Buffer.byteLength(identifier) > LONGEST_BYTES)
    return `the identifier is longer than ${LONGEST_BYTES} bytes`;
  if (identifier.startsWith('.')) return 'the identifier begins with a dot';
  if (/[/\\]/.test(identifier)) return 'the identifier holds a slash';
  // Half a surrogate pair would be written as another character, and so name another file.
  if (/\p{Cc}/u.test(identifier) || !identifier.isWellFormed())
    return 'the identifier holds a control character';
  return null;
}
