import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Findings } from '../agent/figure.ts';
import { askFor } from './ask.ts';
import { type Asked, askAgain, cpuNote } from './ask-again.ts';
import { writeBenchFile } from './bench-file.ts';
import type { BenchRun } from './bench-run.ts';
import { makeMachine, makeTenant } from './make-tenant.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { uploadFile } from './upload-file.ts';

const STEP = 15;
const DAY = 86_400;
const POINTS = 1000;
const WARM = { warmUps: 3, rounds: 20 };
const FUNCTIONS = ['avg_over_time', 'min_over_time', 'max_over_time'];

/** The worker rolls up each minute what is an hour old. */
const ROLLED_UP_MS = 150_000;

interface Series {
  source: string;
  timestamps: string[];
  series: Record<string, Record<string, (number | null)[]>>;
}

/**
 * The chart of a machine's CPU over 30 days at 15 s as 1,000 buckets with mean, minimum and maximum, beside the same
 * from another database: three range queries at once, as a dashboard asks them, for the same metrics.
 */
export async function chart({ portal, folder, options }: BenchRun): Promise<Findings> {
  const tenant = await makeTenant('chart', portal.port);
  const victoria = await startVictoria(portal, join(folder, 'victoria-chart'));
  const agent = new Agent({ keepAlive: true });
  try {
    const machine = 'bench-1';
    // An hour less: the file ends at a full hour, and the oldest row must not be too old when it arrives.
    const rows = (options.chartDays * DAY - 3600) / STEP;
    const file = writeBenchFile(join(folder, 'chart.csv'), { machine, step: STEP, rows });
    await makeMachine(tenant, machine);
    await uploadFile(portal.port, tenant, file);
    await victoria?.importCsv(file.path, file.columns);
    await victoria?.flush();
    rmSync(file.path);

    const range = { start: String(file.start), end: String(file.end) };
    const asking = (points: number) => async (): Promise<Series> => {
      const query = new URLSearchParams({ ...range, max_points: String(points) });
      const path = `/api/v1/machines/${machine}/metrics/cpu?${query}`;
      return JSON.parse(
        (await askFor({ port: portal.port, path, headers: tenant.headers, agent })).toString(),
      );
    };
    const askOurs = asking(POINTS);
    const { timestamps, series, source } = await untilRolledUp(askOurs, options.quick ? 0 : ROLLED_UP_MS);
    const metrics = Object.keys(series).filter((id) => series[id]?.avg?.some((value) => value !== null));
    const step = Math.ceil((file.end - file.start) / POINTS);
    const askVictoria = (nocache: '0' | '1') => async () => {
      const window = `{machine="${machine}",__name__=~"${metrics.join('|')}"}[${step}s]`;
      await Promise.all(
        FUNCTIONS.map((name) =>
          victoria?.query('query_range', {
            ...range,
            query: `${name}(${window}) keep_metric_names`,
            step: `${step}s`,
            nocache,
          }),
        ),
      );
    };
    const finer = await askAgain([portal.web.pid, portal.postgresPid], WARM, asking(2 * POINTS));
    const ours = await askAgain([portal.web.pid, portal.postgresPid], WARM, askOurs);
    const peers = victoria
      ? peerFigures(ours, {
          theirs: await askAgain([victoria.pid], WARM, askVictoria('1')),
          kept: await askAgain([victoria.pid], WARM, askVictoria('0')),
        })
      : [];
    return {
      details: [
        `${rows.toLocaleString('en-US')} rows, ${metrics.length} metrics (${metrics.join(', ')}), ${timestamps.length} buckets with avg, min, max, source: ${source}`,
      ],
      figures: [
        {
          what: `chart of ${options.chartDays} days at ${STEP} s, warm`,
          value: ours.ms,
          unit: 'ms',
          note: cpuNote(ours),
        },
        {
          what: `the same as up to ${2 * POINTS} buckets`,
          value: finer.ms,
          unit: 'ms',
          note: cpuNote(finer),
        },
        ...peers,
      ],
      missing: victoria ? [] : [NO_VICTORIA],
    };
  } finally {
    agent.destroy();
    await victoria?.stop();
  }
}

/** Asks until the worker has done with the upload what it does with all of them, or the time is over. */
async function untilRolledUp(ask: () => Promise<Series>, patienceMs: number): Promise<Series> {
  for (const deadline = performance.now() + patienceMs; ; await sleep(2000)) {
    const found = await ask();
    if (found.source === 'rollup' || performance.now() > deadline) return found;
  }
}

function peerFigures(ours: Asked, { theirs, kept }: { theirs: Asked; kept: Asked }): Figure[] {
  return [
    { what: 'VictoriaMetrics, three range queries', value: theirs.ms, unit: 'ms', note: cpuNote(theirs) },
    {
      what: 'chart / three range queries',
      value: ours.ms / theirs.ms,
      unit: '×',
      bar: { sense: 'at most', value: 1 },
      note: 'aim 0.5; both calculate each time',
    },
    {
      what: 'VictoriaMetrics, answers it kept from before',
      value: kept.ms,
      unit: 'ms',
      note: `${cpuNote(kept)}; the portal keeps none`,
    },
  ];
}
