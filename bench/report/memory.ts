import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { type PortalPart, startPart } from '../store/start-part.ts';
import type { ReportRun } from './report-run.ts';

/** Of the worker after a full collection of garbage, in bytes. */
interface Memory {
  rss: number;
  /** Of the heap, and what lies outside of it for the heap. */
  heap: number;
}

const PRELOAD = new URL('./watch-memory.ts', import.meta.url).href;
const PATIENCE_MS = 120_000;
const LOOK_MS = 50;
const MEGABYTE = 1_048_576;
/** Reports at the begin and at the end whose median is taken: a single look depends on what else just ran. */
const ENDS = 5;

/** Reports of the day, asked for one after the other, made by the portal's worker. */
export async function memory({ database, options, ctx, machine, day }: ReportRun): Promise<Findings> {
  const { requestReport } = await import('../../server/reports/request-report.ts');
  const { findReport } = await import('../../server/reports/find-report.ts');
  const { deleteReport } = await import('../../server/reports/delete-report.ts');
  const { sendingQueue } = await import('../../server/jobs/queue.ts');
  const file = join(database.folder, 'memory.json');
  const worker = startPart(
    'scripts/worker.ts',
    { ...database.environment, NODE_OPTIONS: `--import=${PRELOAD}`, BENCH_MEMORY_FILE: file },
    { logFile: join(database.folder, 'worker.log'), flags: [] },
  );
  database.atClose(worker.stop);
  database.atClose(async () => (await sendingQueue()).stop({ graceful: false }));
  const looks: Memory[] = [];
  const took: number[] = [];
  for (let report = 0; report < options.warmUps + options.reports; report += 1) {
    const began = performance.now();
    const { id } = await requestReport(ctx, { machines: [machine], ...day });
    for (;;) {
      const { status, error } = await findReport(ctx, id);
      if (status === 'failed') throw new Error(`The report failed: ${error}`);
      if (status === 'done') break;
      worker.check();
      if (performance.now() - began > PATIENCE_MS) throw new Error(`The report is ${status} for two minutes`);
      await sleep(LOOK_MS);
    }
    took.push((performance.now() - began) / 1000);
    await deleteReport(ctx, id);
    if (report >= options.warmUps) looks.push(await lookAt(worker, file));
  }
  const ends = Math.min(ENDS, Math.floor(looks.length / 2));
  const grown = (of: keyof Memory) => {
    const [early, late] = [looks.slice(0, ends), looks.slice(-ends)].map((some) =>
      median(some.map((look) => look[of])),
    );
    const [from, to] = [early ?? Number.NaN, late ?? Number.NaN];
    return { percent: (100 * (to - from)) / from, note: `${megabytes(from)} to ${megabytes(to)}` };
  };
  const [rss, heap] = [grown('rss'), grown('heap')];
  return {
    figures: [
      {
        what: `${options.reports} reports in a row: growth of the worker's memory`,
        value: rss.percent,
        unit: '%',
        bar: { sense: 'at most', value: 5 },
        note: `aim 0; resident after garbage collection, ${rss.note}`,
      },
      { what: 'of its heap', value: heap.percent, unit: '%', note: heap.note },
      {
        what: 'from request to files, HTML and PDF',
        value: median(took.slice(options.warmUps)),
        unit: 's',
        note: 'with the queue',
      },
    ],
    missing: [],
    details: (['rss', 'heap'] as const).map(
      (of) =>
        `${of} after each report, MB: ${looks.map((look) => Math.round(look[of] / MEGABYTE)).join(' ')}`,
    ),
  };
}

const megabytes = (bytes: number): string => `${Math.round(bytes / MEGABYTE)} MB`;

async function lookAt(worker: PortalPart, file: string): Promise<Memory> {
  rmSync(file, { force: true });
  process.kill(worker.pid, 'SIGUSR2');
  for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Memory;
    } catch (error) {
      worker.check();
      if (performance.now() > deadline) throw error;
    }
  }
}
