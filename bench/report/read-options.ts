import { parseArgs } from 'node:util';
import { readParts } from '../read-parts.ts';

export const PARTS = ['day', 'rmarkdown', 'month', 'memory'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Of samples; the last one is what the day's report is about. */
  days: number;
  /** Of each figure; the median counts. */
  rounds: number;
  /** Of memory: made one after the other, after `warmUps` that do not count. */
  reports: number;
  warmUps: number;
  /** Less of everything. */
  quick: boolean;
  help: boolean;
}

export const HELP = `npm run bench -- report [flags]: how long reports take to make, and what they take of a process

  --only PARTS   some of ${PARTS.join(',')} [all]
  --rounds N     of each figure, 1 to 100 [5]
  --reports N    of memory, 2 to 1000 [50]
  --quick        3 days, 1 round, 4 reports: to see that it runs, not for figures

Samples are those of a recorded host, put together to one of 8 CPUs, 4 disks and 2 interfaces, every 15 s for 30 days.
They are stored in a database of its own, which is gone afterwards, as is all else.
One peer is of Debian: apt-get install --no-install-recommends r-cran-rmarkdown r-cran-ggplot2 pandoc
What is found is printed and written to bench/results/report.json; with --quick it is only printed.
`;

/** Throws an Error that names the flag and what is allowed. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      reports: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const quick = values.quick === true;
  const whole = (flag: 'rounds' | 'reports', fallback: number, [least, most]: [number, number]): number => {
    const given = values[flag];
    if (given === undefined) return fallback;
    const number = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Error(`--${flag} is "${given}": allowed is ${least} to ${most}`);
  };
  return {
    parts: readParts(values.only, PARTS),
    days: quick ? 3 : 30,
    rounds: whole('rounds', quick ? 1 : 5, [1, 100]),
    reports: whole('reports', quick ? 4 : 50, [2, 1000]),
    warmUps: quick ? 2 : 10,
    quick,
    help: values.help === true,
  };
}
