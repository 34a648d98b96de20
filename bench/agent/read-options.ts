import { parseArgs } from 'node:util';
import { readParts } from '../read-parts.ts';

export const PARTS = ['parse', 'wire', 'cpu', 'truth', 'flat', 'process'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Measured time of cpu and truth, in seconds. */
  seconds: number;
  /** Of cpu, before it is measured. */
  warmup: number;
  ticks: number;
  megabytes: number;
  /** The recording that process repeats; null: one is made of this host. */
  collection: string | null;
  singleFile: string;
  help: boolean;
}

export const HELP = `npm run bench -- agent [flags]: the figures of the agent, beside its peers in the same run

  --only PARTS        some of ${PARTS.join(',')} [all]
  --seconds N         measured time of cpu and truth, 15 to 3600 [60]
  --warmup N          of cpu, before it is measured, 5 to 3600 [20]; 600 for the figure after ten minutes
  --ticks N           of flat, 1000 to 10000000 [100000]
  --megabytes N       size of the collection of process, 1 to 100000 [300]
  --collection FILE   recording that process repeats [one made of this host]
  --single-file FILE  the executable [dist/agent/pcc-linux-x64]

Peers are Debian packages: apt-get install sysstat collectl prometheus-node-exporter
What is found is printed and written to bench/results/agent.json.
`;

/** Throws an Error that names the flag and what is allowed. */
export function readOptions(argv: readonly string[], arch: string = process.arch): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: text,
      seconds: text,
      warmup: text,
      ticks: text,
      megabytes: text,
      collection: text,
      'single-file': text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  const whole = (
    flag: 'seconds' | 'warmup' | 'ticks' | 'megabytes',
    fallback: number,
    least: number,
    most: number,
  ): number => {
    const given = values[flag];
    if (given === undefined) return fallback;
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (!(number >= least && number <= most))
      throw new Error(`--${flag} is "${given}": allowed is ${least} to ${most}`);
    return number;
  };
  return {
    parts: readParts(values.only, PARTS),
    seconds: whole('seconds', 60, 15, 3600),
    warmup: whole('warmup', 20, 5, 3600),
    ticks: whole('ticks', 100_000, 1000, 10_000_000),
    megabytes: whole('megabytes', 300, 1, 100_000),
    collection: values.collection ?? null,
    singleFile: values['single-file'] ?? `dist/agent/pcc-linux-${arch}`,
    help: values.help === true,
  };
}
