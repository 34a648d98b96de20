/** Cells of one record, or why it has none. `open`: a quote is not closed before the end of the text. */
export type Cells = { cells: string[] } | { fault: 'open' | 'text_after_quote' };

/**
 * Splits one record as RFC 4180 says and DuckDB does: a quote opens a cell only at its start (blanks before it are
 * passed over), `""` inside is one quote, blanks may follow the closing one. A quote elsewhere is an ordinary character.
 */
export function splitCells(text: string, separator: string): Cells {
  if (!text.includes('"')) return { cells: text.split(separator) };
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let start = at;
    while (text[start] === ' ') start += 1;
    if (text[start] !== '"') {
      const end = text.indexOf(separator, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return { cells };
      at = end + 1;
      continue;
    }
    const end = closingQuote(text, start + 1);
    if (end < 0) return { fault: 'open' };
    cells.push(text.slice(start + 1, end).replaceAll('""', '"'));
    let behind = end + 1;
    while (text[behind] === ' ') behind += 1;
    if (behind === text.length) return { cells };
    if (text[behind] !== separator) return { fault: 'text_after_quote' };
    at = behind + 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}
