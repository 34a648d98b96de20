import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cpuMs } from '../agent/cpu-ms.ts';
import type { Figure, Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { writeBenchFile } from './bench-file.ts';
import type { BenchRun } from './bench-run.ts';
import { copyRows } from './copy-rows.ts';
import { type BenchTenant, makeMachine, makeTenant } from './make-tenant.ts';
import { peakRss, resetPeakRss } from './peak-rss.ts';
import { readEventLoop } from './read-event-loop.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { timed } from './timed.ts';
import { uploadFile } from './upload-file.ts';

const STEP = 3;
const WARM_ROWS = 1000;

/** By contender, one value a round. */
type Measured = Record<'ours' | 'copy' | 'victoria', number[]>;

/**
 * One file over HTTP until the answer, beside COPY of the same file and another database's import of it. Several rounds,
 * each with a machine of its own, the contenders one after the other; the median counts.
 */
export async function upload({ portal, folder, options }: BenchRun): Promise<Findings> {
  const tenant = await makeTenant('upload', portal.port);
  const victoria = await startVictoria(portal, join(folder, 'victoria-upload'));
  const seconds: Measured = { ours: [], copy: [], victoria: [] };
  const cpu: Measured = { ours: [], copy: [], victoria: [] };
  const database = portal.postgresPid;
  const found = { delay: [] as number[], longest: [] as number[], rss: [] as number[] };
  const details: string[] = [];
  const record = async (who: keyof Measured, pids: number[], work: () => Promise<unknown>): Promise<void> => {
    const used = (): number => pids.reduce((sum, pid) => sum + cpuMs(pid), 0) / 1000;
    const before = used();
    seconds[who].push(await timed(work));
    cpu[who].push(used() - before);
  };
  try {
    await warmUp({ portal, folder }, tenant);
    for (let round = 1; round <= options.rounds; round += 1) {
      const machine = `bench-${round}`;
      const file = writeBenchFile(join(folder, 'upload.csv'), { machine, step: STEP, rows: options.rows });
      if (round === 1)
        details.push(
          `${file.rows.toLocaleString('en-US')} rows, ${file.columns.length + 2} columns, ${(file.bytes / 1e6).toFixed(1)} MB, one row each ${STEP} s`,
        );
      await makeMachine(tenant, machine);
      resetPeakRss(portal.web.pid);
      await readEventLoop(portal);
      await record('ours', [portal.web.pid, database], async () => {
        const { records_processed, duplicates } = await uploadFile(portal.port, tenant, file);
        if (records_processed !== file.rows || duplicates !== 0)
          throw new Error(`of ${file.rows} rows ${records_processed} were stored, ${duplicates} twice`);
      });
      const loop = await readEventLoop(portal);
      found.delay.push(loop.p99);
      found.longest.push(loop.max);
      found.rss.push(peakRss(portal.web.pid));
      await copyRows(portal, file, (copy) => record('copy', [database], copy));
      if (victoria)
        await record('victoria', [victoria.pid], () => victoria.importCsv(file.path, file.columns));
      rmSync(file.path);
    }
  } finally {
    await victoria?.stop();
  }
  details.push(`seconds: ${listed(seconds)}`, `CPU seconds of the servers: ${listed(cpu)}`);
  const ours = median(seconds.ours);
  const ratio = (peer: number[], what: string, bar: number, aim: number): Figure => ({
    what,
    value: ours / median(peer),
    unit: '×',
    bar: { sense: 'at most', value: bar },
    note: `aim ${aim}`,
  });
  return {
    details,
    figures: [
      { what: 'upload over HTTP, until the answer', value: ours, unit: 's' },
      { what: 'COPY into a keyed table', value: median(seconds.copy), unit: 's' },
      ...(victoria
        ? [{ what: 'VictoriaMetrics CSV import', value: median(seconds.victoria), unit: 's' }]
        : []),
      ratio(seconds.copy, 'upload / COPY', 0.7, 0.45),
      ...(victoria ? [ratio(seconds.victoria, 'upload / VictoriaMetrics CSV import', 0.5, 0.3)] : []),
      {
        what: 'event-loop delay of the portal during it, p99',
        value: Math.max(...found.delay),
        unit: 'ms',
        bar: { sense: 'at most', value: 100 },
        note: `aim 30; longest ${Math.max(...found.longest).toFixed(0)} ms`,
      },
      {
        what: 'peak RSS of the portal during it',
        value: Math.max(...found.rss),
        unit: 'MB',
        bar: { sense: 'at most', value: 1024 },
        note: 'aim 600',
      },
    ],
    missing: victoria ? [] : [NO_VICTORIA],
  };
}

const listed = (measured: Measured): string =>
  Object.entries(measured)
    .filter(([, values]) => values.length > 0)
    .map(([who, values]) => `${who} ${values.map((value) => value.toFixed(2)).join(' ')}`)
    .join(', ');

/** A portal that has run for a while has loaded its code and opened its connections; so have the peers. */
async function warmUp(
  { portal, folder }: Pick<BenchRun, 'portal' | 'folder'>,
  tenant: BenchTenant,
): Promise<void> {
  const file = writeBenchFile(join(folder, 'warm.csv'), { machine: 'warm', step: STEP, rows: WARM_ROWS });
  await makeMachine(tenant, file.machine);
  await uploadFile(portal.port, tenant, file);
  rmSync(file.path);
}
