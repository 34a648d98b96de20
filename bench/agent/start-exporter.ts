import { setTimeout as sleep } from 'node:timers/promises';
import { pickFreePort } from '../../server/db/embedded/pick-free-port.ts';
import { startProgram } from './start-program.ts';

export interface Exporter {
  pid: number;
  check(): void;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const INTERVAL_MS = 1000;

/** Starts node_exporter and scrapes it each second as Prometheus does: kept-alive connection, gzip. */
export async function startExporter(program: string, flags: readonly string[]): Promise<Exporter> {
  const url = `http://127.0.0.1:${await pickFreePort()}/metrics`;
  const address = new URL(url).host;
  const exporter = startProgram(program, [`--web.listen-address=${address}`, '--log.level=error', ...flags]);
  const scrape = async (): Promise<void> => {
    const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    await answer.arrayBuffer();
  };
  await untilItAnswers(scrape, exporter.check);
  // A scrape that fails shows in check(): the exporter has ended.
  const timer = setInterval(() => void scrape().catch(() => undefined), INTERVAL_MS);
  return {
    pid: exporter.pid,
    check: exporter.check,
    stop() {
      clearInterval(timer);
      return exporter.stop();
    },
  };
}

async function untilItAnswers(scrape: () => Promise<void>, check: () => void): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await scrape();
    } catch (error) {
      check();
      if (performance.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
