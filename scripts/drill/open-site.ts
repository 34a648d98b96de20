import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pickFreePort } from '#server/db/embedded/pick-free-port.ts';
import { startEmbedded } from '#server/db/embedded/start-embedded.ts';
import { readOrMakeSecret } from '../up/secret.ts';
import { waitUntil } from '../up/wait-until.ts';
import { askPortal } from './ask-portal.ts';
import { hasOwnMounts } from './own-mounts.ts';
import { type Part, startPart } from './part.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

export interface PortalPart extends Part {
  port: number;
  /** Whether it says that it can serve: its database is there, and there is room. */
  answers: () => Promise<boolean>;
}

/** A portal to be broken: web processes, a worker and PostgreSQL, on a folder and a database of their own. */
export interface Site {
  /** Scratch space for whatever a drill needs. */
  folder: string;
  portals: readonly [PortalPart, PortalPart];
  worker: Part;
  database: {
    pid: () => number;
    /** Makes it run again when it does not. */
    start: () => Promise<void>;
  };
  /** What PostgreSQL writes to, and what the portals and the worker write temporary files to; null: cannot be filled. */
  disks: { data: SmallDisk; temporary: SmallDisk } | null;
  /** One more web process, with other settings. */
  startPortal: (name: string, settings: Readonly<Record<string, string>>) => Promise<PortalPart>;
  close: () => Promise<void>;
}

const DATA_MB = 1500;
const TEMPORARY_MB = 400;
const NO_LIMITS = {
  RATE_READS_PER_MINUTE: '0',
  RATE_WRITES_PER_MINUTE: '0',
  RATE_DELIVERIES_PER_MINUTE: '0',
};

/**
 * Starts a site. The verbs called in this process afterwards work on its database.
 * @param portalScript what its web processes run: the portal as built, or bare-portal.ts
 */
export async function openSite(portalScript: string): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-drill-'));
  // As root, PostgreSQL's own account has to pass through.
  chmodSync(folder, 0o711);
  const undo: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= undoAll(undo);
    return closing;
  };
  try {
    const [clusterFolder, dataDir] = [join(folder, 'database'), join(folder, 'data')];
    const disks = hasOwnMounts() ? mountDisks({ clusterFolder, dataDir }, undo) : null;
    const superPassword = await readOrMakeSecret(folder);
    const run = (port?: number) =>
      startEmbedded({
        dataDir: clusterFolder,
        superPassword,
        onLog: () => {},
        ...(port !== undefined && { port }),
      });
    let postgres = await run();
    undo.push(
      () => removeElsewhere(clusterFolder),
      () => postgres.stop(),
    );
    const shared = {
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      APP_SECRET: superPassword,
      LOG_LEVEL: 'info',
      ...NO_LIMITS,
    };
    Object.assign(process.env, shared, { LOG_LEVEL: 'silent' });
    // Only now: these read the settings.
    const { prepareDatabase } = await import('../up/prepare.ts');
    await prepareDatabase(Object.assign(() => {}, { upToDate: () => {} }));
    undo.push(closeVerbs);
    const startPortal: Site['startPortal'] = async (name, settings) => {
      const port = await pickFreePort();
      const env = { ...shared, ...settings, PORT: String(port), PUBLIC_URL: `http://localhost:${port}` };
      const part = startPart(name, portalScript, { env, logFile: join(folder, `${name}.log`) });
      undo.push(part.stop);
      const answers = async () => (await askPortal({ port, path: '/api/ready' })).status === 200;
      const portal = Object.defineProperties({ port, answers }, Object.getOwnPropertyDescriptors(part));
      await untilUp(portal as PortalPart);
      return portal as PortalPart;
    };
    const portals = await Promise.all([startPortal('portal-1', {}), startPortal('portal-2', {})]);
    const worker = startPart('worker', 'scripts/worker.ts', {
      env: shared,
      logFile: join(folder, 'worker.log'),
    });
    undo.push(worker.stop);
    await untilAtWork(worker);
    const database = {
      pid: () => postgres.pid,
      start: async () => {
        postgres = await run(postgres.port);
      },
    };
    return { folder, portals, worker, database, disks, startPortal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits until a portal that was started answers. */
export const untilUp = (portal: PortalPart): Promise<void> =>
  waitUntil(`${portal.name} did not answer`, portal.answers, {
    everyMs: 100,
    givesUp: () => (portal.lives() ? null : `${portal.name} ended:\n${portal.lastWords()}`),
  });

/** Waits until a worker that was started is at work: one that is still starting ends when the database is away. */
export async function untilAtWork(worker: Part): Promise<void> {
  const { controlPool } = await import('#server/db/control.ts');
  await waitUntil(
    'The worker was not at work',
    async () => (await controlPool().query('SELECT FROM worker WHERE pid = $1', [worker.pid])).rowCount === 1,
    { everyMs: 200, givesUp: () => (worker.lives() ? null : `The worker ended:\n${worker.lastWords()}`) },
  );
}

async function undoAll(undo: (() => Promise<void> | void)[]): Promise<void> {
  for (const step of undo.splice(0).reverse())
    try {
      await step();
    } catch (error) {
      console.error(`Cleaning up: ${error instanceof Error ? error.message : error}`);
    }
}

function mountDisks(
  { clusterFolder, dataDir }: { clusterFolder: string; dataDir: string },
  undo: (() => void)[],
): NonNullable<Site['disks']> {
  const mount = (path: string, megabytes: number) => {
    // PostgreSQL's own account has to pass through.
    const disk = mountSmallDisk(path, megabytes, '0711');
    undo.push(disk.unmount);
    return disk;
  };
  return { data: mount(clusterFolder, DATA_MB), temporary: mount(dataDir, TEMPORARY_MB) };
}

/** The cluster of a folder that PostgreSQL's account cannot enter lies elsewhere, behind a link. */
function removeElsewhere(clusterFolder: string): void {
  const link = join(clusterFolder, 'pg');
  if (existsSync(link)) rmSync(realpathSync(link), { recursive: true, force: true });
}

async function closeVerbs(): Promise<void> {
  const { closeControl } = await import('#server/db/close-control.ts');
  const { closeAllTenantDbs } = await import('#server/db/tenant-db.ts');
  await closeAllTenantDbs();
  await closeControl();
}
