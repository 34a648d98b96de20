import type { PaletteEntry } from './palette-entry.ts';

/** So many are shown: more nobody reads, and the list stays quick. */
const MOST = 40;
/** Of a group when nothing is typed. */
const AT_FIRST = 8;

type Named = Pick<PaletteEntry, 'label' | 'words' | 'group'>;

/**
 * The entries that fit what is typed, the best first: each word must be found, at the start of a word before within
 * one, and at last as letters in their order. Without a query the first of each group.
 */
export function rankEntries<Entry extends Named>(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const counts = new Map<string, number>();
    return entries.filter(({ group }) => {
      const count = (counts.get(group) ?? 0) + 1;
      counts.set(group, count);
      return count <= AT_FIRST;
    });
  }
  return entries
    .flatMap((entry) => {
      const label = entry.label.toLowerCase();
      const more = entry.words?.toLowerCase() ?? '';
      let score = 0;
      for (const word of words) {
        const found = Math.max(closeness(label, word), closeness(more, word) - 1);
        if (found <= 0) return [];
        score += found;
      }
      // Of equals, the shorter is nearer to what was typed.
      return [{ entry, score: score - Math.min(label.length, 90) / 100 }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** How well a word fits a text; 0: not at all. */
function closeness(text: string, word: string): number {
  if (text === word) return 10;
  if (text.startsWith(word)) return 8;
  const at = text.indexOf(word);
  if (at > 0) return /[\s\-_./]/.test(text[at - 1] ?? '') ? 7 : 5;
  let from = 0;
  for (const letter of word) {
    const next = text.indexOf(letter, from);
    if (next === -1) return 0;
    from = next + 1;
  }
  return 2;
}
