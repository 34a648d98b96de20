import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As earlier collectors leave it beside the collection. */
const FILE = 'container_names.json';

/**
 * Container id → name, from `path` or else from container_names.json beside the collection; empty when there is none.
 * Throws when a file that is there is not a JSON object of texts.
 */
export function readContainerNames(path: string | null, collection: string): ReadonlyMap<string, string> {
  const file = path ?? join(dirname(collection), FILE);
  if (path === null && (collection === '-' || !existsSync(file))) return new Map();
  const text = readFileSync(file, 'utf8');
  const refuse = (): Error => new Error(`${file} must be a JSON object of container id and name`);
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch {
    throw refuse();
  }
  if (typeof names !== 'object' || names === null || Array.isArray(names)) throw refuse();
  return new Map(
    Object.entries(names).map(([id, name]) => {
      if (typeof name !== 'string') throw refuse();
      return [id, name];
    }),
  );
}
