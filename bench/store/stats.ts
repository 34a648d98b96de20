import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../agent/figure.ts';
import { askFor } from './ask.ts';
import { askAgain, cpuNote } from './ask-again.ts';
import { writeBenchFile } from './bench-file.ts';
import type { BenchRun } from './bench-run.ts';
import { makeMachine, makeTenant } from './make-tenant.ts';
import { NO_VICTORIA, startVictoria } from './start-victoria.ts';
import { uploadFile } from './upload-file.ts';

const STEP = 3;
const ROUNDS = 7;
const PHI = { p95: 0.95, p97_5: 0.975, p99: 0.99, p100: 1 } as const;
type Percentiles = Record<string, Record<string, number>>;

interface Answer {
  samples: number;
  approximate: boolean;
  metrics: Percentiles;
}

interface Vector {
  data: { result: { metric: { __name__: string; phi: string }; value: [number, string] }[] };
}

/** Exact percentiles of all host metrics over the uploaded rows, over HTTP, beside the same question to another database. */
export async function stats({ portal, folder, options }: BenchRun): Promise<Findings> {
  const tenant = await makeTenant('stats', portal.port);
  const victoria = await startVictoria(portal, join(folder, 'victoria-stats'));
  try {
    const machine = 'bench-1';
    const file = writeBenchFile(join(folder, 'stats.csv'), { machine, step: STEP, rows: options.rows });
    await makeMachine(tenant, machine);
    await uploadFile(portal.port, tenant, file);
    await victoria?.importCsv(file.path, file.columns);
    await victoria?.flush();
    rmSync(file.path);

    const range = { start: String(file.start), end: String(file.end) };
    const askOurs = async (): Promise<Answer> => {
      const path = `/api/v1/machines/${machine}/metrics/stats?${new URLSearchParams(range)}`;
      return JSON.parse((await askFor({ port: portal.port, path, headers: tenant.headers })).toString());
    };
    const askVictoria = async (): Promise<Percentiles> => {
      // keep_metric_names: one answer for all metrics. The range is open at its start, so a row lies before it.
      const window = `{machine="${machine}"}[${file.end - file.start}s]`;
      const query = `quantiles_over_time("phi", ${Object.values(PHI).join(', ')}, ${window}) keep_metric_names`;
      return percentilesOf((await victoria?.query('query', { query, time: String(file.end - 1) })) as Vector);
    };
    const first = { ours: await askOurs(), victoria: victoria ? await askVictoria() : null };
    if (first.ours.samples !== file.rows || first.ours.approximate)
      throw new Error(
        `the statistics are of ${first.ours.samples} samples, not of ${file.rows}, or not exact`,
      );
    const apart = first.victoria ? furthestApart(first.ours.metrics, first.victoria) : 0;

    const times = { warmUps: 1, rounds: options.quick ? 3 : ROUNDS };
    const ours = await askAgain([portal.web.pid, portal.postgresPid], times, askOurs);
    const theirs = victoria ? await askAgain([victoria.pid], times, askVictoria) : null;
    return {
      details: victoria
        ? [
            `${file.columns.length} metrics of ${file.rows.toLocaleString('en-US')} rows; furthest apart of any percentile: ${(100 * apart).toFixed(3)} %`,
          ]
        : [],
      figures: [
        {
          what: 'statistics of all host metrics, over HTTP',
          value: ours.ms,
          unit: 'ms',
          note: cpuNote(ours),
        },
        ...(theirs
          ? [
              {
                what: 'VictoriaMetrics quantiles_over_time',
                value: theirs.ms,
                unit: 'ms',
                note: cpuNote(theirs),
              },
              {
                what: 'statistics / quantiles_over_time',
                value: ours.ms / theirs.ms,
                unit: '×',
                bar: { sense: 'at most' as const, value: 0.8 },
                note: 'aim 0.4; ours are minimum, maximum, mean, deviation and three more percentiles besides',
              },
            ]
          : []),
      ],
      missing: victoria ? [] : [NO_VICTORIA],
    };
  } finally {
    await victoria?.stop();
  }
}

function percentilesOf(answer: Vector): Percentiles {
  const percentiles: Percentiles = {};
  for (const { metric, value } of answer.data.result) {
    const of = percentiles[metric.__name__] ?? {};
    percentiles[metric.__name__] = of;
    for (const [name, phi] of Object.entries(PHI))
      if (Number(metric.phi) === phi) of[name] = Number(value[1]);
  }
  return percentiles;
}

/** The largest difference of two answers, relative to the value. Throws when a metric is missing in ours. */
function furthestApart(ours: Percentiles, theirs: Percentiles): number {
  let most = 0;
  for (const [id, percentiles] of Object.entries(theirs))
    for (const [name, value] of Object.entries(percentiles)) {
      const own = ours[id]?.[name];
      if (own === undefined) throw new Error(`the statistics have no ${name} of ${id}`);
      most = Math.max(most, Math.abs(own - value) / Math.max(Math.abs(value), 1e-9));
    }
  return most;
}
