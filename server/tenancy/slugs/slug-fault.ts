import { reservedSlug } from './reserved-slugs.ts';

const SHORTEST = 2;
const LONGEST = 40;

/**
 * Why `slug` cannot be the name of a new portal, as a sentence that says what to do; null when it can. Pure: whether
 * somebody has it, or one that looks like it, only the database knows.
 */
export function slugFault(slug: string): string | null {
  if (slug === '') return 'Choose a name for the address.';
  if (/[^a-z0-9-]/.test(slug)) return 'A portal’s address has small letters a to z, digits and hyphens only.';
  if (slug.startsWith('-') || slug.endsWith('-')) return 'It cannot begin or end with a hyphen.';
  if (slug.length < SHORTEST || slug.length > LONGEST)
    return `It has ${SHORTEST} to ${LONGEST} characters; this has ${slug.length}.`;
  // RFC 5891 §4.2.3.1: hyphens there announce an encoding, as in punycode's xn--.
  if (slug.slice(2, 4) === '--') return 'Two hyphens at the third place announce an encoded name. Use one.';
  if (/^pg[-\d]/.test(slug)) return 'Names that begin with “pg” and a sign or digit belong to the database.';
  const reserved = reservedSlug(slug);
  if (reserved?.name === slug) return `“${slug}” is kept for ${reserved.meant}. Choose another.`;
  if (reserved) return `“${slug}” looks like “${reserved.name}”, which is kept. Choose another.`;
  if (/^(?:ns|mx|smtp|mail|www)\d+$/.test(slug)) return 'Such names belong to servers. Choose another.';
  return null;
}
