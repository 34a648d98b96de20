import { get } from 'node:http';
import type { Demo } from '#server/demo/ensure-demo.ts';
import type { Supervised, Supervisor } from './supervise.ts';
import { waitUntil } from './wait-until.ts';

/** What the parts of the portal are started with. */
export interface PartSettings {
  root: string;
  /** Environment of portal and worker. */
  env: NodeJS.ProcessEnv;
  host: string;
  port: number;
  signal: AbortSignal;
}

const giveUp = (part: Supervised) => () =>
  part.restarts > 1 ? `It ended again and again; its last words are in ${part.logFile}.` : null;

/** Asks the portal; resolves with status and JSON body. */
function ask(host: string, port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    const request = get({ host, port, path, headers, timeout: 5000 }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        } catch (cause) {
          reject(cause);
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer in 5 s')));
    request.on('error', reject);
  });
}

/** An address to reach a listener by: the wildcard addresses are none. */
const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Starts the portal and waits until it answers. */
export async function startPortal(supervisor: Supervisor, settings: PartSettings): Promise<void> {
  const { root, env, host, port, signal } = settings;
  const part = await supervisor.start({ name: 'portal', script: 'scripts/portal.ts', cwd: root, env });
  await waitUntil(
    'The portal did not answer',
    async () => (await ask(reachable(host), port, '/api/health')).status === 200,
    { givesUp: giveUp(part), signal },
  );
}

/** Starts the job worker; it is up when it has stayed up. */
export async function startWorker(supervisor: Supervisor, { root, env }: PartSettings): Promise<void> {
  await supervisor.start({ name: 'worker', script: 'scripts/worker.ts', cwd: root, env });
}

/** Starts pcc on this host and waits until the portal has its first sample. */
export async function startCollector(
  supervisor: Supervisor,
  demo: Demo,
  { root, env, host, port, signal }: PartSettings,
): Promise<void> {
  const began = Date.now();
  const part = await supervisor.start({
    name: 'pcc',
    script: 'agent/cli/pcc.ts',
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PCC_MODE: 'trickle',
      PCC_FREQUENCY: '1s',
      PCC_BATCH_SECONDS: '1s',
      PCC_SERVER: `http://${reachable(host)}:${port}`,
      PCC_APIKEY: demo.machineKey,
      PCC_IDENTIFIER: demo.machine,
      // Its own, not the host's: another pcc may run here as a service.
      PCC_SPOOL: `${env.DATA_DIR}/pcc/spool`,
      PCC_APIKEY_FILE: `${env.DATA_DIR}/pcc/apikey`,
      PCC_STATUS: `${env.DATA_DIR}/pcc/status.json`,
    },
  });
  await waitUntil(
    'No sample of this host arrived',
    async () => {
      const { body } = await ask(reachable(host), port, '/api/v1/trickle/status', {
        apikey: demo.machineKey,
      });
      return Date.parse(String(body.last_seen)) >= began;
    },
    { givesUp: giveUp(part), signal },
  );
}
