import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Figure, isMet } from './figure.ts';
import type { HostFacts } from './host-facts.ts';

type Parts = Record<string, unknown>;

/** Puts the figures of one part into the results file and leaves those of the others, each with its own date and host. */
export function writeResults(
  path: string,
  part: string,
  host: HostFacts,
  figures: readonly Figure[],
  missing: readonly string[],
): void {
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Parts) : {};
  const now = {
    date: new Date().toISOString(),
    ...host,
    figures: figures.map(({ what, value, unit, bar, note }) => ({
      what,
      value: Number(value.toPrecision(4)),
      unit,
      ...(bar && { bar: `${bar.sense} ${bar.value}`, met: isMet({ what, value, unit, bar }) }),
      ...(note !== undefined && { note }),
    })),
    ...(missing.length > 0 && { missing: missing.join('\n') }),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ ...before, [part]: now }, null, 2)}\n`);
}
