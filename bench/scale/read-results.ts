import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A figure of bench/results/scale.json. */
export interface KeptFigure {
  what: string;
  value: number;
  unit: string;
  note?: string;
}

type Kept = Record<string, { date: string; cpu: string; cores: number; figures: KeptFigure[] }>;

/** What the last whole run found. */
export interface Results {
  /** By part, in the order in which they were printed. */
  parts: [string, KeptFigure[]][];
  /** Throws where there is no such figure. */
  value(what: string): number;
}

const FILE = join(import.meta.dirname, '../results/scale.json');

export function readResults(text = readFileSync(FILE, 'utf8')): Results {
  const kept = JSON.parse(text) as Kept;
  const parts = Object.entries(kept).map(([part, { figures }]): [string, KeptFigure[]] => [part, figures]);
  const all = parts.flatMap(([, figures]) => figures);
  return {
    parts,
    value(what) {
      const figure = all.find((one) => one.what === what);
      if (!figure) throw new Error(`bench/results/scale.json has no figure "${what}"`);
      return figure.value;
    },
  };
}
