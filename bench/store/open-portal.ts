import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import { ask } from './ask.ts';
import { type PortalPart, startPart } from './start-part.ts';

/** A production portal of its own: web process, worker, embedded PostgreSQL. */
export interface Portal {
  /** 127.0.0.1, by the Host header of a tenant. */
  port: number;
  /** Scratch space that PostgreSQL's own account may enter. */
  folder: string;
  databaseUrl: string;
  web: PortalPart;
  worker: PortalPart;
  postgresPid: number;
  /** Where the web process writes its event loop's figures on SIGUSR2. */
  eventLoopFile: string;
  /** Something else to stop with it, if it runs then. */
  atClose(step: () => Promise<void>): void;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 60_000;
const PRELOAD = new URL('./watch-event-loop.ts', import.meta.url).href;

/**
 * Builds the portal unless it is built from these very sources, and starts it on a fresh database in a temporary folder.
 * Verbs called in this process afterwards work on that database too. Ctrl-C stops and removes everything.
 * @param profile folder for CPU profiles of its processes, if any
 */
export async function openPortal(profile: string | null): Promise<Portal> {
  const { buildPortal } = await import('../../scripts/up/build-portal.ts');
  const say = Object.assign(() => undefined, { upToDate: () => undefined });
  await buildPortal(ROOT, say, new AbortController().signal);

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
    const port = await pickFreePort();
    const environment = {
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      APP_SECRET: secret,
      PORT: String(port),
      LOG_LEVEL: 'warn',
    };
    Object.assign(process.env, environment);
    const { prepareDatabase } = await import('../../scripts/up/prepare.ts');
    await prepareDatabase(say);
    const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
    const eventLoopFile = join(folder, 'event-loop.json');
    const web = startPart(
      'scripts/portal.ts',
      { ...environment, NODE_OPTIONS: `--import=${PRELOAD}`, BENCH_EVENT_LOOP_FILE: eventLoopFile },
      { logFile: join(folder, 'portal.log'), flags: profiling },
    );
    undo.push(web.stop);
    const worker = startPart('scripts/worker.ts', environment, {
      logFile: join(folder, 'worker.log'),
      flags: profiling,
    });
    undo.push(worker.stop, closeVerbs);
    await untilHealthy(port, web);
    return {
      ...{ port, folder, databaseUrl: database.url, web, worker, postgresPid: database.pid, eventLoopFile },
      atClose: (step) => void undo.push(step),
      close,
    };
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

async function untilHealthy(port: number, web: PortalPart): Promise<void> {
  const { waitUntil } = await import('../../scripts/up/wait-until.ts');
  await waitUntil(
    'The portal did not answer',
    async () => {
      web.check();
      return (await ask({ port, path: '/api/health' })).status === 200;
    },
    { timeoutMs: PATIENCE_MS },
  );
}
