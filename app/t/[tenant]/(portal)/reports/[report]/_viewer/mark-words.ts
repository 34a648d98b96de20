const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** A piece of a page's text as HTML, with the words that are looked for marked in it. */
export function markWords(text: string, words: string): string {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return escapeHtml(text);
  const lower = text.toLowerCase();
  // Where lower case has another length, places would not agree.
  if (lower.length !== text.length) return escapeHtml(text);
  let done = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    const end = at + wanted.length;
    done += `${escapeHtml(text.slice(from, at))}<mark>${escapeHtml(text.slice(at, end))}</mark>`;
    from = end;
  }
  return done + escapeHtml(text.slice(from));
}
