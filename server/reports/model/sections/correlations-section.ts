import type { SeriesResult } from '#server/metrics/types.ts';
import { spearman } from '../math/spearman.ts';
import type { Draft, Subject } from '../subject.ts';

/** Below this a correlation is a number in the table, not a sentence. */
const STRONG = 0.7;
/** More of them are read in the matrix. */
const MOST_SENTENCES = 6;
/** With fewer pairs chance alone gives strong ones: at 30, |ρ| ≥ 0.7 has p < 0.0001 among independent points. */
const FEWEST = 30;

const RESOURCES = [
  { label: 'CPU used', ids: ['cpu_used'] },
  { label: 'iowait', ids: ['cpu_iowait'] },
  { label: 'load', ids: ['load_1'] },
  { label: 'memory used', ids: ['mem_used'] },
  { label: 'swapping', ids: ['swap_in_pages', 'swap_out_pages'] },
  { label: 'disk read', ids: ['disk_read_bytes'] },
  { label: 'disk written', ids: ['disk_write_bytes'] },
  { label: 'network received', ids: ['net_rx_bytes'] },
  { label: 'network sent', ids: ['net_tx_bytes'] },
  { label: 'context switches', ids: ['context_switches'] },
] as const;

/** Which resources move together; null with fewer than two that vary, or too few points. */
export function correlationsSection(subject: Subject): Draft | null {
  const { host } = subject.data;
  const lines = RESOURCES.map(({ label, ids }) => ({ label, values: sumOf(host, ids) })).filter(
    ({ values }) => {
      const known = values.filter((value) => value !== null);
      return known.length >= FEWEST && known.some((value) => value !== known[0]);
    },
  );
  if (lines.length < 2) return null;
  const found = lines.map((a, row) =>
    lines.map((b, column) => (row === column ? { rho: 1, count: 0 } : spearman(a.values, b.values))),
  );
  const values = found.map((row) => row.map(({ rho, count }) => (count > 0 && count < FEWEST ? null : rho)));
  const count = Math.max(...found.flat().map((one) => one.count));
  return {
    id: 'correlations',
    title: 'What moves together',
    intro: `Spearman’s rank correlation over ${count} points of the charts: 1 is always up together, −1 always against each other, 0 nothing. It says that two move together, not which is the cause.`,
    blocks: [
      { type: 'matrix', title: 'Rank correlation', labels: lines.map(({ label }) => label), values, count },
      { type: 'paragraph', text: inWords(lines, values) },
    ],
  };
}

function sumOf({ series, timestamps }: SeriesResult, ids: readonly string[]): (number | null)[] {
  return timestamps.map((_, at) =>
    ids.reduce<number | null>((sum, id) => {
      const value = series[id]?.avg[at] ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0),
  );
}

function inWords(lines: readonly { label: string }[], values: readonly (number | null)[][]): string {
  const strong = lines
    .flatMap((a, row) =>
      lines.slice(row + 1).flatMap((b, offset) => {
        const rho = values[row]?.[row + 1 + offset] ?? null;
        return rho === null || Math.abs(rho) < STRONG ? [] : [{ a: a.label, b: b.label, rho }];
      }),
    )
    .toSorted((x, y) => Math.abs(y.rho) - Math.abs(x.rho));
  if (strong.length === 0) return 'No two resources move together strongly (0.7 or more).';
  const more = strong.length - MOST_SENTENCES;
  const rest =
    more > 0 ? ` ${more} more ${more === 1 ? 'pair is' : 'pairs are'} at 0.7 or above, see the matrix.` : '';
  const sentences = strong
    .slice(0, MOST_SENTENCES)
    .map(({ a, b, rho }) =>
      rho > 0
        ? `${a} and ${b} rise and fall together (${rho.toFixed(2)}).`
        : `When ${a} rises, ${b} falls (−${Math.abs(rho).toFixed(2)}).`,
    );
  return sentences.map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1)).join(' ') + rest;
}
