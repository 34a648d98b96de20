import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError } from '../../config/settings-error.ts';

/** A sign-in at one portal. */
export interface StoredSession {
  email: string;
  access: string;
  refresh: string;
  /** When `access` expires, in Unix ms. */
  expiresAt: number;
}

/** The file of sign-ins: portals by URL, and the one signed in to last. */
export interface Credentials {
  current: string;
  sessions: Record<string, StoredSession>;
}

/** Where the sign-ins lie in pcctl's folder of configuration. */
export const credentialsPath = (folder: string): string => join(folder, 'credentials.json');

/** Reads the file; one that is not there is empty. Throws SettingsError when it is damaged or open to others. */
export function readCredentials(folder: string): Credentials {
  const path = credentialsPath(folder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { current: '', sessions: {} };
    throw new SettingsError(`cannot read your sign-ins (${message})`);
  }
  if ((statSync(path).mode & 0o077) !== 0)
    throw new SettingsError(`${path} holds your sign-ins and others may read it: chmod 600 ${path}`);
  try {
    const { current, sessions } = JSON.parse(text) as Credentials;
    if (typeof current !== 'string' || typeof sessions !== 'object' || sessions === null) throw new Error();
    return { current, sessions };
  } catch {
    throw new SettingsError(`${path} is damaged: remove it and run pcctl login`);
  }
}

/** Writes the file for its owner only; whatever happens it holds the old or the new sign-ins. */
export function storeCredentials(folder: string, credentials: Credentials): void {
  const path = credentialsPath(folder);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.new`;
  const descriptor = openSync(fresh, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(credentials, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, path);
}
