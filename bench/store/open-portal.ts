import { join, resolve } from 'node:path';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import { ask } from './ask.ts';
import { openDatabase } from './open-database.ts';
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
 * @param other.settings of its two processes, other than those that they come with
 * @param other.built takes the build that is there, whatever it is of
 */
export async function openPortal(
  profile: string | null,
  { settings = {}, built = false }: { settings?: Readonly<Record<string, string>>; built?: boolean } = {},
): Promise<Portal> {
  const { buildPortal } = await import('../../scripts/up/build-portal.ts');
  const say = Object.assign(() => undefined, { upToDate: () => undefined });
  if (!built) await buildPortal(ROOT, say, new AbortController().signal);

  const port = await pickFreePort();
  const database = await openDatabase({ PORT: String(port) });
  const { folder, environment, atClose, close } = database;
  try {
    const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
    const eventLoopFile = join(folder, 'event-loop.json');
    const web = startPart(
      'scripts/portal.ts',
      {
        ...environment,
        ...settings,
        NODE_OPTIONS: `--import=${PRELOAD}`,
        BENCH_EVENT_LOOP_FILE: eventLoopFile,
      },
      { logFile: join(folder, 'portal.log'), flags: profiling },
    );
    atClose(web.stop);
    const worker = startPart(
      'scripts/worker.ts',
      { ...environment, ...settings },
      {
        logFile: join(folder, 'worker.log'),
        flags: profiling,
      },
    );
    atClose(worker.stop);
    await untilHealthy(port, web);
    return {
      ...{ port, folder, databaseUrl: database.url, web, worker, postgresPid: database.pid, eventLoopFile },
      ...{ atClose, close },
    };
  } catch (error) {
    await close();
    throw error;
  }
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
