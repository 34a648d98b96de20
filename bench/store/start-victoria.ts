import { createReadStream, statSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import { findProgram } from '../agent/find-program.ts';
import { startProgram } from '../agent/start-program.ts';
import { ask, askFor } from './ask.ts';
import type { Portal } from './open-portal.ts';

/** A running VictoriaMetrics with a folder of its own. */
export interface Victoria {
  pid: number;
  /** Imports a CSV as the portal gets it, columns behind timestamp and machine; answers when it has answered. */
  importCsv(path: string, columns: readonly string[]): Promise<void>;
  /** Imports lines of its JSON format. */
  importLines(lines: string): Promise<void>;
  /** Makes what was imported visible to queries. */
  flush(): Promise<void>;
  /** Merges all parts of what was imported, and waits until nothing changes any more. */
  merge(sizeOf: () => number): Promise<void>;
  query(path: 'query' | 'query_range', parameters: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
}

export const NO_VICTORIA = 'VictoriaMetrics is not installed: apt-get install victoria-metrics';
const PATIENCE_MS = 20_000;
const MERGE_MS = 120_000;
const SETTLED_LOOKS = 6;

/**
 * Starts it on a loopback port with its data in `folder`, all settings but these as they come; it ends with the portal at
 * the latest. Null when it is not installed.
 */
export async function startVictoria(portal: Portal, folder: string): Promise<Victoria | null> {
  const program = findProgram('victoria-metrics');
  if (program === null) return null;
  const port = await pickFreePort();
  const process = startProgram(program, [
    `-httpListenAddr=127.0.0.1:${port}`,
    `-storageDataPath=${folder}`,
    '-retentionPeriod=10y',
    '-loggerLevel=ERROR',
  ]);
  portal.atClose(process.stop);
  const agent = new Agent({ keepAlive: true });
  const get = (path: string): Promise<Buffer> => askFor({ port, path, agent });
  const deadline = performance.now() + PATIENCE_MS;
  while (
    !(await ask({ port, path: '/health' }).then(
      ({ status }) => status === 200,
      () => false,
    ))
  ) {
    process.check();
    if (performance.now() > deadline) throw new Error('VictoriaMetrics does not answer');
    await sleep(100);
  }
  return {
    pid: process.pid,
    async importCsv(path, columns) {
      const format = [
        '1:time:unix_s',
        '2:label:machine',
        ...columns.map((id, at) => `${at + 3}:metric:${id}`),
      ];
      await askFor({
        port,
        path: `/api/v1/import/csv?format=${encodeURIComponent(format.join(','))}`,
        method: 'POST',
        headers: { 'content-length': String(statSync(path).size) },
        body: createReadStream(path, { highWaterMark: 256 * 1024 }),
      });
    },
    async importLines(lines) {
      await askFor({ port, path: '/api/v1/import', method: 'POST', body: lines });
    },
    async flush() {
      await get('/internal/force_flush');
    },
    async merge(sizeOf) {
      await get('/internal/force_merge');
      // It answers at once and merges on; small parts are made visible by and by.
      const until = performance.now() + MERGE_MS;
      let size = -1;
      for (let same = 0; same < SETTLED_LOOKS && performance.now() < until; ) {
        await sleep(1000);
        const now = sizeOf();
        same = now === size ? same + 1 : 0;
        size = now;
      }
    },
    async query(path, parameters) {
      return JSON.parse((await get(`/api/v1/${path}?${new URLSearchParams(parameters)}`)).toString());
    },
    async stop() {
      agent.destroy();
      await process.stop();
    },
  };
}
