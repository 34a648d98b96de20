import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import type { Demo } from '../../server/demo/ensure-demo.ts';
import { type Answer, call } from './call.ts';
import { place } from './place.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';
import { databaseUrl, NODE, untilUp } from './second-portal.ts';

const SITE = 'https://demo.perf.example.com';
export const METRICS_TOKEN = randomBytes(16).toString('hex');

/** A production in small. */
export interface Production {
  /** What a tenant's members type. */
  site: string;
  demo: Demo;
  portals: { process: ChildProcess; port: number }[];
  proxyPort: number;
  /** Asks the tenant's site through the proxy: whichever portal has its turn, or the one that is named. */
  ask: (path: string, options?: Parameters<typeof call>[1] & { portal?: number }) => Promise<Answer>;
  startPortal: () => Promise<{ process: ChildProcess; port: number }>;
  startWorker: (settings?: Record<string, string>) => ChildProcess;
  /** Runs a command of an operator to its end, and gives what it printed. */
  run: (script: string, ...words: string[]) => string;
  close: () => Promise<void>;
}

const MAKE_DEMO = `
  const { ensureDemo } = await import('#server/demo/ensure-demo.ts');
  process.stdout.write(JSON.stringify(await ensureDemo(null)));
  process.exit();`;

/**
 * What a server gets, in a folder of its own: two portals under https, each with a data folder of its own as on two hosts, a proxy that hands requests out in turn,
 * and one database of their own; workers are the test's to start.
 * @param settings of portals and workers, beside those
 */
export async function startProduction(settings: Record<string, string> = {}): Promise<Production> {
  const name = `production_${randomBytes(4).toString('hex')}`;
  const url = new URL(databaseUrl());
  const admin = new Client({ connectionString: url.toString() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  // The password of the embedded server is random; a portal that others reach would refuse another.
  const shared: Record<string, string> = {
    DATABASE_URL: url.toString(),
    APP_SECRET: randomBytes(32).toString('hex'),
    PUBLIC_URL: 'https://perf.example.com',
    TRUST_PROXY: '127.0.0.1',
    METRICS_TOKEN,
    LOG_LEVEL: 'error',
    ...settings,
  };
  const children: ChildProcess[] = [];
  let folders = 0;
  const ownFolder = () => {
    const DATA_DIR = join(place().dataDir, name, String(folders++));
    mkdirSync(DATA_DIR, { recursive: true });
    return { DATA_DIR };
  };
  // As it is deployed: no file of the project but what build:runtime takes along.
  const home = join(place().dataDir, name, 'runtime');
  const node = resolve(NODE);
  execFileSync(node, ['scripts/build-runtime.ts', home], { stdio: ['ignore', 'ignore', 'inherit'] });
  const given = (own: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    ...shared,
    ...ownFolder(),
    ...own,
  });
  const start = (script: string, own: Record<string, string> = {}) => {
    const child = spawn(node, [`scripts/${script}.ts`], {
      cwd: home,
      env: given(own),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const run = (script: string, ...words: string[]) =>
    execFileSync(node, [...(script === '' ? [] : [`scripts/${script}.ts`]), ...words], {
      cwd: home,
      env: given(),
      encoding: 'utf8',
    });
  const startPortal = async () => {
    const port = await pickFreePort();
    const portal = start('portal', { PORT: String(port) });
    await untilUp(port);
    return { process: portal, port };
  };
  const startWorker = (own: Record<string, string> = {}) => start('worker', own);
  run('migrate');
  const demo = JSON.parse(run('', '--input-type=module', '-e', MAKE_DEMO)) as Demo;
  const portals = await Promise.all([startPortal(), startPortal()]);
  const proxy: RoundRobin = await startRoundRobin(portals.map(({ port }) => port));
  return {
    site: SITE,
    demo,
    portals,
    proxyPort: proxy.port,
    ask: (path, { portal, ...options } = {}) =>
      call(`${SITE}${path}`, {
        ...options,
        port: proxy.port,
        headers: { ...options.headers, ...(portal !== undefined && { 'x-portal': String(portal) }) },
      }),
    startPortal,
    startWorker,
    run,
    close: async () => {
      await proxy.close();
      for (const child of children)
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
