import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { Figure, Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { askFor } from './ask.ts';
import { writeBenchFile } from './bench-file.ts';
import type { BenchRun } from './bench-run.ts';
import { makeMachine, makeTenant } from './make-tenant.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { timed } from './timed.ts';
import { uploadFile } from './upload-file.ts';

const STEP = 15;
const DAY = 86_400;
const POINTS = 1000;
const WARM_UPS = 3;
const ROUNDS = 20;
const FUNCTIONS = ['avg_over_time', 'min_over_time', 'max_over_time'];

interface Series {
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
    const askOurs = async (): Promise<Series> => {
      const query = new URLSearchParams({ ...range, max_points: String(POINTS) });
      const path = `/api/v1/machines/${machine}/metrics/cpu?${query}`;
      return JSON.parse(
        (await askFor({ port: portal.port, path, headers: tenant.headers, agent })).toString(),
      );
    };
    const { timestamps, series } = await askOurs();
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
    const ours = await warm(askOurs);
    const theirs = victoria ? await warm(askVictoria('1')) : Number.NaN;
    const cached = victoria ? await warm(askVictoria('0')) : Number.NaN;
    const ratio: Figure = {
      what: 'chart / three range queries',
      value: ours / theirs,
      unit: '×',
      bar: { sense: 'at most', value: 1 },
      note: 'aim 0.5; both calculate each time',
    };
    return {
      details: [
        `${rows.toLocaleString('en-US')} rows, ${metrics.length} metrics (${metrics.join(', ')}), ${timestamps.length} buckets with avg, min, max`,
      ],
      figures: [
        { what: `chart of ${options.chartDays} days at ${STEP} s, warm`, value: ours * 1000, unit: 'ms' },
        ...(victoria
          ? [
              { what: 'VictoriaMetrics, three range queries', value: theirs * 1000, unit: 'ms' },
              ratio,
              {
                what: 'VictoriaMetrics, answers it kept from before',
                value: cached * 1000,
                unit: 'ms',
                note: 'the portal keeps none',
              },
            ]
          : []),
      ],
      missing: victoria ? [] : [NO_VICTORIA],
    };
  } finally {
    agent.destroy();
    await victoria?.stop();
  }
}

/** Median seconds of 20 calls behind three that do not count. */
async function warm(work: () => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const taken = await timed(work);
    if (round >= WARM_UPS) seconds.push(taken);
  }
  return median(seconds);
}
