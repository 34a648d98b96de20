import { closeSync, openSync, writeSync } from 'node:fs';
import { type CsvPlan, csvHeader, csvLine } from './csv-lines.ts';
import type { HostRow } from './host-rows.ts';

const LINES_AT_ONCE = 5000;

/** Writes the file of a plan, or of several with the same columns one after the other; answers its size in bytes. */
export function writeCsv(
  path: string,
  parts: readonly { rows: readonly HostRow[]; plan: CsvPlan }[],
): number {
  const [first] = parts;
  if (!first) throw new Error('A file of nothing');
  const descriptor = openSync(path, 'w', 0o644);
  let bytes = writeSync(descriptor, `${csvHeader(first.plan)}\n`);
  for (const { rows, plan } of parts)
    for (let from = 0; from < plan.count; from += LINES_AT_ONCE) {
      let text = '';
      for (let index = from; index < Math.min(from + LINES_AT_ONCE, plan.count); index += 1)
        text += `${csvLine(rows, plan, index)}\n`;
      bytes += writeSync(descriptor, text);
    }
  closeSync(descriptor);
  return bytes;
}
