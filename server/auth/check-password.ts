import { AppError } from '#server/errors.ts';
import { COMMON_WORDS, RUNS } from './common-passwords.ts';
import { isLeaked } from './is-leaked.ts';
import { SHORTEST_PASSWORD } from './password.ts';

/** Letters that signs and digits stand for. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const PART = 4;
const reversed = (text: string) => [...text].reverse().join('');
const refuse = (why: string) => new AppError('INVALID_INPUT', why, { field: 'password' });

/**
 * Refuses a new password that would be among the first to be guessed (NIST SP 800-63B §5.1.1.2): too short, leaked
 * before, common words with trimmings, runs and repetitions, or parts of the account's own e-mail and name. Works offline.
 * @throws AppError INVALID_INPUT that says why
 */
export function checkPassword(password: string, owner: { email: string; name: string }): void {
  if (password.length < SHORTEST_PASSWORD)
    throw refuse(`A password has at least ${SHORTEST_PASSWORD} characters. A few words in a row are good.`);
  const plain = password.toLowerCase();
  if (isRepeated(plain) || isRun(plain))
    throw refuse('This password repeats or follows the keyboard: it is easy to guess. Choose another.');
  if (isCommon(plain))
    throw refuse('This password is made of the most common ones and easy to guess. Choose another.');
  if (forms(plain).some(isLeaked))
    throw refuse('This password is on lists of leaked ones and easy to guess. Choose another.');
  const own = `${owner.email} ${owner.name}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const part = own.find((word) => word.length >= PART && plain.includes(word));
  if (part !== undefined)
    throw refuse(`This password contains "${part}" of your e-mail or name. Choose another.`);
}

/** The same few characters over and over. */
const isRepeated = (text: string): boolean => /^(.{1,6}?)\1+.{0,3}$/.test(text) || new Set(text).size < 5;

/** All of it on the way of a finger or of the alphabet, in pieces of at least four. */
function isRun(text: string): boolean {
  const runs = [...RUNS, ...RUNS.map(reversed)];
  let at = 0;
  while (at < text.length) {
    let length = 0;
    while (at + length < text.length && runs.some((run) => run.includes(text.slice(at, at + length + 1))))
      length += 1;
    if (length < PART && at + length < text.length) return false;
    at += length || 1;
  }
  return true;
}

/** The text, what is left without the digits and signs around it, and that with letters for signs. */
function forms(text: string): string[] {
  // At the ends digits and signs are trimmings.
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [text, core, [...core].map((char) => LEET[char] ?? char).join('')];
}

/** Nothing but common words, with digits and signs between and around them, or in place of letters. */
const isCommon = (text: string): boolean =>
  forms(text).some((form) => {
    const letters = form.replace(/[^\p{L}]+/gu, '');
    return letters === '' || isMadeOfWords(letters);
  });

function isMadeOfWords(letters: string): boolean {
  // How few words it takes to come so far; sentences of many words are good passwords.
  const fewest = Array<number>(letters.length + 1).fill(Number.POSITIVE_INFINITY);
  fewest[0] = 0;
  for (let end = 1; end <= letters.length; end++)
    for (let start = 0; start < end; start++)
      if (COMMON_WORDS.has(letters.slice(start, end)))
        fewest[end] = Math.min(fewest[end] ?? 0, (fewest[start] ?? 0) + 1);
  return (fewest[letters.length] ?? 0) <= 3;
}
