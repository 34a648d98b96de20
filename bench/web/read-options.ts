import { parseArgs } from 'node:util';
import { readParts } from '../read-parts.ts';

export const PARTS = ['machine', 'script', 'zoom', 'live', 'fleet'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Of the first tenant; one of them has all the days. */
  machines: number;
  /** Of the machine with most samples, 15 s each. */
  days: number;
  /** Of the second tenant. */
  fleet: number;
  /** Of each figure; the median counts. */
  rounds: number;
  /** Less of everything. */
  quick: boolean;
  help: boolean;
}

export const HELP = `npm run bench -- web [flags]: how quick the pages are, in a real Chromium

  --only PARTS   some of ${PARTS.join(',')} [all]
  --fleet N      machines of the tenant whose fleet is shown, 1 to 10000 [1000]
  --rounds N     of each figure, 1 to 100 [9]
  --quick        5 machines, 3 days, a fleet of 50, 2 rounds: to see that it runs, not for figures

The production build is started on a database and a folder of its own; both are gone afterwards. Its samples are those
of a recorded host, again and again. What is found is printed and written to bench/results/web.json; with --quick it is
only printed.
`;

/** Throws an Error that names the flag and what is allowed. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      fleet: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const quick = values.quick === true;
  const whole = (flag: 'fleet' | 'rounds', fallback: number, most: number): number => {
    const given = values[flag];
    if (given === undefined) return fallback;
    const number = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= 1 && number <= most) return number;
    throw new Error(`--${flag} is "${given}": allowed is 1 to ${most}`);
  };
  return {
    parts: readParts(values.only, PARTS),
    machines: quick ? 5 : 50,
    days: quick ? 3 : 30,
    fleet: whole('fleet', quick ? 50 : 1000, 10_000),
    rounds: whole('rounds', quick ? 2 : 9, 100),
    quick,
    help: values.help === true,
  };
}
