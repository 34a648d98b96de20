import type { Weight } from './fonts.ts';
import type { Face, Typeface } from './typeface.ts';

/** Text of one kind inside a paragraph. */
export interface Span {
  text: string;
  weight?: Weight;
  colour?: string;
}

/** Where a part of a line begins, in points. */
export interface Placed extends Span {
  x: number;
}

export interface Line {
  parts: Placed[];
  width: number;
}

interface Word extends Span {
  width: number;
  /** Space in front of it, unless it begins a line. */
  space: number;
}

/**
 * Breaks text into lines of a width, between words. Only a word that no line could hold is broken, without a hyphen: a
 * host name with a hyphen that it does not have is another host.
 */
export function breakLines(
  spans: readonly Span[],
  { size, width, typeface }: { size: number; width: number; typeface: Typeface },
): Line[] {
  const lines: Line[] = [];
  let line: Line = { parts: [], width: 0 };
  const end = (): void => {
    lines.push(line);
    line = { parts: [], width: 0 };
  };
  for (const word of wordsOf(spans, size, typeface)) {
    if (line.parts.length > 0 && line.width + word.space + word.width > width) end();
    for (const part of word.width > width ? piecesOf(word, { size, width, typeface }) : [word]) {
      if (line.parts.length > 0 && line.width + part.space + part.width > width) end();
      append(line, part);
    }
  }
  if (line.parts.length > 0) end();
  return lines;
}

/** Adds a word to a line, as one part with what it follows when they look the same. */
function append(line: Line, word: Word): void {
  const space = line.parts.length === 0 ? 0 : word.space;
  const last = line.parts.at(-1);
  const isSame = last && last.weight === word.weight && last.colour === word.colour;
  if (isSame) last.text += `${space > 0 ? ' ' : ''}${word.text}`;
  else {
    const { width: _, space: __, ...span } = word;
    line.parts.push({ ...span, x: line.width + space });
  }
  line.width += space + word.width;
}

const faceOf = ({ weight = 400 }: Span): Face => ({ weight });

function wordsOf(spans: readonly Span[], size: number, typeface: Typeface): Word[] {
  let isApart = false;
  return spans.flatMap((span) => {
    const space = typeface.measure(' ', faceOf(span)) * size;
    return span.text.split(/( +)/).flatMap((text): Word[] => {
      if (text === '') return [];
      if (text.startsWith(' ')) {
        isApart = true;
        return [];
      }
      const word = {
        ...span,
        text,
        width: typeface.measure(text, faceOf(span)) * size,
        space: isApart ? space : 0,
      };
      isApart = false;
      return [word];
    });
  });
}

/** Parts of a word no line can hold, each of which fits: behind a dash, dot or slash where there is one. */
function piecesOf(
  word: Word,
  { size, width, typeface }: { size: number; width: number; typeface: Typeface },
): Word[] {
  const measured = (text: string): number => typeface.measure(text, faceOf(word)) * size;
  const chunks = (word.text.match(/.{0,11}[-._/,;]|.{1,12}/gsu) ?? [word.text]).flatMap((chunk) =>
    measured(chunk) <= width ? [chunk] : Array.from(chunk),
  );
  return chunks.map((text, at) => ({
    ...word,
    text,
    width: measured(text),
    space: at === 0 ? word.space : 0,
  }));
}
