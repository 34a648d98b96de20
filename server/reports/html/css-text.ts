/** A text as a CSS string, quotes included: everything but plain letters, digits and spaces as its code point. */
export const cssText = (text: string): string =>
  `"${Array.from(text.replace(/\p{Cc}/gu, ' '), (character) =>
    /^[A-Za-z0-9 ]$/.test(character) ? character : `\\${character.codePointAt(0)?.toString(16)} `,
  ).join('')}"`;
