import type { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';
import { AppError } from '#server/errors.ts';
import { type BackupManifest, backupManifest, MANIFEST } from './manifest.ts';

/** A backup that can be read: what is in it, and the bytes of an entry. */
export interface OpenBackup {
  manifest: BackupManifest;
  read: (entry: string) => Promise<Readable>;
  close: () => void;
}

const refuse = (path: string, why: string) => new AppError('INVALID_INPUT', `${path} is no backup: ${why}`);

/** Opens a backup. @throws AppError INVALID_INPUT when it is none, or not whole */
export async function openBackup(path: string): Promise<OpenBackup> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const read = async (name: string): Promise<Readable> => {
      const entry = entries.get(name);
      if (!entry) throw refuse(path, `it has no ${name}.`);
      return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry);
    };
    const parsed = backupManifest.safeParse(await read(MANIFEST).then(json));
    if (!parsed.success) throw refuse(path, `its ${MANIFEST} is not as it should be.`);
    const { control, tenants } = parsed.data;
    for (const { entry } of [control, ...tenants].flatMap(({ tables }) => tables))
      if (!entries.has(entry)) throw refuse(path, `it has no ${entry}.`);
    return { manifest: parsed.data, read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    if (error instanceof AppError) throw error;
    throw refuse(path, error instanceof Error ? error.message : String(error));
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(refuse(path, error.message));
      else resolve(zip);
    });
  });
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}
