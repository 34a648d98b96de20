/** Text that is HTML already: only `html` makes it, and `trusted` for what we drew or wrote ourselves. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: texts are escaped, lists are joined, null and false leave nothing. */
export type Part = Markup | string | number | null | false | readonly Part[];

const SPECIAL = /[&<>"'`]/g;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
/** Control characters are not allowed in HTML; marks that turn the direction of text only disguise a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escapeText = (text: string): string =>
  text.replace(UNPRINTABLE, '').replace(SPECIAL, (character) => ENTITIES[character] ?? '');

function render(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return part.map(render).join('');
}

/**
 * A template that escapes: whatever is not markup itself can only be text, between tags and inside quoted
 * attributes alike. Attributes are always written in double quotes.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = strings[0] ?? '';
  parts.forEach((part, at) => {
    text += render(part) + (strings[at + 1] ?? '');
  });
  return new Markup(text);
}

/** Marks a text that no one but us has written as markup: path data, the bundled style and script. */
export const trusted = (text: string): Markup => new Markup(text);
