import { parseArgs } from 'node:util';
import { type NumberRange, readNumber } from '../read-number.ts';
import { readParts } from '../read-parts.ts';

export const PARTS = ['upload', 'size', 'stats', 'chart', 'trickle'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Of upload and stats. */
  rows: number;
  /** Files uploaded one after the other, each beside its peers; the median counts. */
  rounds: number;
  /** Of chart; 15 s each. */
  chartDays: number;
  machines: number;
  /** Of trickle. */
  seconds: number;
  /** Folder for CPU profiles of the portal and the worker; null: they are not profiled. */
  profile: string | null;
  /** Less of everything. */
  quick: boolean;
  help: boolean;
}

export const HELP = `npm run bench -- store [flags]: the figures of the metric store, beside its peers in the same run

  --only PARTS   some of ${PARTS.join(',')} [all]
  --rows N       rows of the uploaded file, 1000 to 850000 [850000]
  --machines N   of trickle, 1 to 10000 [1000]
  --seconds N    of trickle, 10 to 900, in steps of 10 [180]
  --profile DIR  write CPU profiles of the portal and the worker there, which slows them; figures are only printed
  --quick        a tenth of the data, one round, 100 machines for 30 s: to see that it runs, not for figures

A portal is started for it on a database and a folder of its own; both are gone afterwards.
One peer is a Debian package: apt-get install victoria-metrics
What is found is printed and written to bench/results/store.json; with --quick or --profile it is only printed.
`;

/** Throws an Error that names the flag and what is allowed. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      rows: { type: 'string' },
      machines: { type: 'string' },
      seconds: { type: 'string' },
      profile: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const quick = values.quick === true;
  const whole = (flag: 'rows' | 'machines' | 'seconds', range: NumberRange) =>
    readNumber(flag, values[flag], range);
  return {
    parts: readParts(values.only, PARTS),
    rows: whole('rows', [quick ? 85_000 : 850_000, 1000, 850_000, 1]),
    rounds: quick ? 1 : 3,
    chartDays: quick ? 3 : 30,
    machines: whole('machines', [quick ? 100 : 1000, 1, 10_000, 1]),
    seconds: whole('seconds', [quick ? 30 : 180, 10, 900, 10]),
    profile: values.profile ?? null,
    quick,
    help: values.help === true,
  };
}
