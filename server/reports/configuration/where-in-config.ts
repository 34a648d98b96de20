import { LineCounter, parseDocument } from 'yaml';
import { lineOfKey } from './line-of-key.ts';
import type { FoundConfig } from './read-config.ts';

/** Where a configuration has a key, as messages begin: `machine.yaml:7: output_dir: `; empty without a configuration. */
export function whereInConfig({ source }: FoundConfig, path: readonly string[]): string {
  if (source === null) return '';
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines });
  return `${source.name}:${lineOfKey(path, document, lines)}: ${path.join('.')}: `;
}
