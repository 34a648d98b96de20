import { parseArgs } from 'node:util';
import { type NumberRange, readNumber } from '../read-number.ts';
import { readParts } from '../read-parts.ts';

export const PARTS = ['tenants', 'idle', 'live', 'hour', 'day', 'upkeep'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  tenants: number;
  /** Of each tenant. */
  machines: number;
  /** Of live, in which every machine delivers each 15 s. */
  seconds: number;
  /** DB_CONNECTIONS of the portal and of the worker. */
  connections: number;
  /** Measures the build that is there, also when it is not of these very sources. */
  built: boolean;
  /** Measures nothing: tells what docs/scale.md says of the last whole run. */
  tables: boolean;
  /** Less of everything. */
  quick: boolean;
  help: boolean;
}

export const HELP = `npm run bench -- scale [flags]: many tenants and machines on one portal, in figures from which others are calculated

  --only PARTS      some of ${PARTS.join(',')} [all]
  --tenants N       1 to 1000 [100]
  --machines N      of each tenant, 1 to 100 [10]
  --seconds N       for which all machines deliver each 15 s, 30 to 900, in steps of 15 [120]
  --connections N   DB_CONNECTIONS of the portal and of the worker, 4 to 130 [20 more than tenants]
  --built           measure the build that is there, even if sources have changed since
  --tables          measure nothing: print the tables of docs/scale.md, as they follow from bench/results/scale.json
  --quick           6 tenants of 3 machines for 45 s: to see that it runs, not for figures

A portal is started for it on a database and a folder of its own; both are gone afterwards. What is found is printed and
written to bench/results/scale.json, of which docs/scale.md tells; with --quick it is only printed.
`;

/** As docs/scale.md says: one for each tenant, and some for who does two things at once. */
const MORE_CONNECTIONS = 20;
/** The embedded database has 300, for two processes and this one. */
const MOST_CONNECTIONS = 130;

/** Throws an Error that names the flag and what is allowed. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      tenants: { type: 'string' },
      machines: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string' },
      built: { type: 'boolean' },
      tables: { type: 'boolean' },
      quick: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const quick = values.quick === true;
  const whole = (flag: 'tenants' | 'machines' | 'seconds' | 'connections', range: NumberRange) =>
    readNumber(flag, values[flag], range);
  const tenants = whole('tenants', [quick ? 6 : 100, 1, 1000, 1]);
  return {
    parts: readParts(values.only, PARTS),
    tenants,
    machines: whole('machines', [quick ? 3 : 10, 1, 100, 1]),
    seconds: whole('seconds', [quick ? 45 : 120, 30, 900, 15]),
    connections: whole('connections', [
      Math.min(MOST_CONNECTIONS, tenants + MORE_CONNECTIONS),
      4,
      MOST_CONNECTIONS,
      1,
    ]),
    built: values.built === true,
    tables: values.tables === true,
    quick,
    help: values.help === true,
  };
}
