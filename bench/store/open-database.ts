import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh database of the portal's, in a temporary folder of its own. */
export interface BenchDatabase {
  /** Scratch space that PostgreSQL's own account may enter. */
  folder: string;
  url: string;
  /** Of PostgreSQL. */
  pid: number;
  /** Settings of every process that works on it. */
  environment: Readonly<Record<string, string>>;
  /** Something else to stop with it, before it. */
  atClose(step: () => Promise<void>): void;
  /** Stops and removes everything. */
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL on a new cluster with all that is migrated. Verbs called in this process afterwards work on it.
 * Ctrl-C stops and removes everything.
 * @param settings more of them, for every process that works on it
 */
export async function openDatabase(settings: Readonly<Record<string, string>> = {}): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-bench-'));
  chmodSync(folder, 0o711);
  const undo: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
    const cluster = realpathIfThere(join(folder, 'pg'));
    for (const path of [cluster, folder]) if (path) rmSync(path, { recursive: true, force: true });
  };
  const close = (): Promise<void> => {
    closing ??= closeAll();
    return closing;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void close().finally(() => process.exit(130)));
  try {
    const { readOrMakeSecret } = await import('../../scripts/up/secret.ts');
    const secret = await readOrMakeSecret(folder);
    const { startEmbedded } = await import('../../server/db/embedded/start-embedded.ts');
    const database = await startEmbedded({
      dataDir: folder,
      superPassword: secret,
      onLog: () => undefined,
    });
    undo.push(database.stop);
    const environment = {
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      APP_SECRET: secret,
      LOG_LEVEL: 'warn',
      ...settings,
    };
    Object.assign(process.env, environment);
    const { prepareDatabase } = await import('../../scripts/up/prepare.ts');
    await prepareDatabase(Object.assign(() => undefined, { upToDate: () => undefined }));
    undo.push(closeVerbs);
    const { url, pid } = database;
    return { ...{ folder, url, pid, environment }, atClose: (step) => void undo.push(step), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The cluster may lie elsewhere than in the data folder, behind a link. */
function realpathIfThere(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

async function closeVerbs(): Promise<void> {
  const { closeControl } = await import('../../server/db/close-control.ts');
  const { closeAllTenantDbs } = await import('../../server/db/tenant-db.ts');
  await closeAllTenantDbs();
  await closeControl();
}
