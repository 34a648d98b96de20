/** Letters that no accent is taken from. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  þ: 'th',
  '&': ' and ',
};
const LONGEST = 30;

/** A portal's name in the address, made of an organisation's: "Zürich & Söhne AG" → `zurich-and-sohne-ag`. May be empty. */
export const suggestSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[ßæœøåłđþ&]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST)
    .replace(/-$/, '');
