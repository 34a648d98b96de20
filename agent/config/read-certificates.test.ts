import { expect, test } from 'vitest';
import { readCertificates } from './read-certificates.ts';
import { SettingsError } from './settings-error.ts';

test.each(['/nowhere/ca.pem', import.meta.filename])('refuses %s', (path) => {
  expect(() => readCertificates(path)).toThrow(SettingsError);
  expect(() => readCertificates(path)).toThrow(`PCC_CA_FILE is "${path}": allowed is a readable file`);
});
