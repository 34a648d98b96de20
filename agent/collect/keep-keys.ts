/** The lines of a text that begin with one of the keys, which are patterns, and a blank or a colon behind it. */
export function keepKeys(keys: readonly string[]): (text: string) => string {
  const line = new RegExp(`^(?:${keys.join('|')})[: ].*\\n?`, 'gm');
  return (text) => text.match(line)?.join('') ?? '';
}
