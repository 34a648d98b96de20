import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { SettingsError } from './settings-error.ts';

/** The usual certificate authorities and those in a PEM file. Throws SettingsError when the file holds none. */
export function readCertificates(path: string): readonly string[] {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
    new X509Certificate(pem);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(
      `PCC_CA_FILE is "${path}": allowed is a readable file with PEM certificates (${reason})`,
    );
  }
  return [...rootCertificates, pem];
}
