import { expect, test } from 'vitest';
import { checkPassword } from './check-password.ts';

const owner = { email: 'ann.miller@acme.example', name: 'Ann Miller' };

test.each([
  ['short', 'eleven char'],
  ['a common one', 'passwordpassword'],
  ['with trimmings', 'Password123456!'],
  ['with signs for letters', 'P4$$w0rd!2026'],
  ['two common words', 'welcomeadmin99'],
  ['the season', 'Summer2026!!!'],
  ['digits', '123456789012'],
  ['digits and signs only', '1984-05-17-2001'],
  ['backwards', '210987654321'],
  ['the keyboard', 'qwertyuiopasdf'],
  ['the keyboard downwards', '1qaz2wsx3edc'],
  ['pieces of the keyboard', 'qwerasdfzxcv'],
  ['repeated', 'abcabcabcabc'],
  ['few characters', 'aaaabbbbaaab'],
  ['a leaked one', 'polniypizdec0211'],
  ['a leaked one in capitals', 'LeaveMeAlone'],
  ['a leaked one with trimmings', '1-Sonyericsson-!'],
  ['a leaked one, signs for letters', 'gangst3rgangst@r99'],
  ['two leaked ones', 'metallicaxbox360'],
  ['her own name', 'miller-on-the-roof'],
  ['her company', 'the roof of Acme inc'],
])('%s: refused', (_, password) => {
  expect(() => checkPassword(password, owner)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', details: { field: 'password' } }),
  );
});

test.each([
  'correct horse battery',
  'a long enough password',
  'kX9-vQ2m_Lr7z',
  'ein Hase im Klee',
  'тихая река течёт',
])('%s: taken', (password) => {
  expect(() => checkPassword(password, owner)).not.toThrow();
});
