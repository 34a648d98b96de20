// npm run up: everything on this host, for trying the product. Ends with Ctrl-C; run again, it goes on.
import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEnv } from '#server/env.ts';
import { deriveSecret } from '#server/secrets.ts';
import { buildPortal } from './up/build-portal.ts';
import { readDemoFile, writeDemoFile } from './up/demo-file.ts';
import { ensureFreePort } from './up/ensure-free-port.ts';
import { lockDataDir } from './up/lock-data-dir.ts';
import { startCollector, startPortal, startWorker } from './up/run-parts.ts';
import { readOrMakeSecret } from './up/secret.ts';
import { stage } from './up/stage.ts';
import { supervise } from './up/supervise.ts';

const SPACE_NEEDED_MB = 500;
const root = process.cwd();
const dataDir = resolve(process.env.DATA_DIR || '.data');
const supervisor = supervise({ logDir: `${dataDir}/logs`, say: (line) => console.log(line) });
const stopping = new AbortController();
let stopDatabase = async (): Promise<void> => {};
let unlock = async (): Promise<void> => {};

async function stopAll(): Promise<void> {
  await supervisor.stopAll();
  await stopDatabase();
  await unlock();
}

let ending: Promise<never> | undefined;
function end(code: number): Promise<never> {
  ending ??= (async () => {
    stopping.abort(new Error('stopped'));
    await stopAll();
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!ending) console.log('\nStopping …');
    void end(0);
  });
// bootstrap.mjs is gone, however it ended.
process.on('disconnect', () => void end(1));

try {
  await up();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    await end(1);
  }
}

async function up(): Promise<void> {
  const { signal } = stopping;
  // Checked before the long work: a wrong setting or a taken port should not cost a build.
  const secret = process.env.APP_SECRET || (await readOrMakeSecret(dataDir));
  const ownDatabase = process.env.DATABASE_URL;
  const settings = readEnv({
    ...process.env,
    APP_SECRET: secret,
    DATA_DIR: dataDir,
    DATABASE_URL: ownDatabase || 'postgres://embedded',
  });
  unlock = await lockDataDir(dataDir);
  await ensureFreePort(settings.PORT, settings.HOST);
  await ensureSpace();

  await stage('Building the portal', (say) => buildPortal(root, say, signal));
  signal.throwIfAborted();
  // Only now: these need the database clients that the build generates.
  const { startDatabase } = await import('./up/start-database.ts');
  const database = await stage(ownDatabase ? 'Reaching PostgreSQL' : 'Starting PostgreSQL', (say) =>
    startDatabase({
      dataDir,
      ownDatabase,
      superPassword: deriveSecret('embedded-postgres', secret).toString('hex'),
      say,
    }),
  );
  stopDatabase = database.stop;
  signal.throwIfAborted();
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    APP_SECRET: secret,
  };
  Object.assign(process.env, env);
  const { prepareDatabase, prepareDemo } = await import('./up/prepare.ts');
  await stage('Bringing the database up to date', prepareDatabase);
  signal.throwIfAborted();
  const demo = await stage('Making the demo tenant', async (say) => {
    const known = await readDemoFile(dataDir);
    const made = await prepareDemo(known);
    if (known?.machineKey === made.machineKey) say.upToDate();
    await writeDemoFile(dataDir, made);
    return made;
  });
  signal.throwIfAborted();
  const parts = { root, env, host: settings.HOST, port: settings.PORT, signal };
  await stage('Starting the portal', () => startPortal(supervisor, parts));
  await stage('Starting the job worker', () => startWorker(supervisor, parts));
  await stage('Collecting from this host', () => startCollector(supervisor, demo, parts));
  console.log(`
  Open      ${demo.tenant}
  E-mail    ${demo.email}
  Password  ${demo.password}

  This host is the machine "${demo.machine}". Keys for scripts: ${dataDir}/demo.json
  Logs: ${dataDir}/logs   Ctrl-C stops everything; the data stays in ${dataDir}
`);
}

async function ensureSpace(): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / 1024 ** 2);
  if (free < SPACE_NEEDED_MB)
    throw new Error(
      `${dataDir} has ${free} MB free; the portal needs ${SPACE_NEEDED_MB} MB. Make room, or set DATA_DIR.`,
    );
}
