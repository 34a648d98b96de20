import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { processWide } from '#server/process-wide.ts';

/** The columns of a segment's file: files with the same `types` can be read as one table. */
export interface Layout {
  names: ReadonlySet<string>;
  /** Names and types as text, one text for each that there is. */
  types: string;
}

/** Each is a path and a reference. */
const MOST_KEPT = 20_000;

const kept = () =>
  processWide('segmentLayouts', () => ({
    byPath: new Map<string, Layout>(),
    byTypes: new Map<string, Layout>(),
  }));

/**
 * The layouts of cached segment files, in their order. A segment does not change under its name: each is looked at
 * once per process.
 */
export async function findLayouts(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<readonly Layout[]> {
  const { byPath, byTypes } = kept();
  const unknown = files.filter((path) => !byPath.has(path));
  if (unknown.length > 0) {
    if (byPath.size + unknown.length > MOST_KEPT) byPath.clear();
    const missing = files.filter((path) => !byPath.has(path));
    const found = await queryColumns(
      connection,
      `SELECT file_name AS path, list(name) AS names,
              string_agg(concat_ws(' ', name, type, converted_type, scale, "precision"), ',') AS types
         FROM parquet_schema($files) WHERE type IS NOT NULL GROUP BY file_name`,
      { files: listValue(missing) },
    );
    (found.path ?? []).forEach((path, row) => {
      const types = String(found.types?.[row]);
      const layout = byTypes.get(types) ?? { names: new Set((found.names?.[row] ?? []) as string[]), types };
      byTypes.set(types, layout);
      byPath.set(String(path), layout);
    });
  }
  return files.map((path) => {
    const layout = byPath.get(path);
    if (!layout) throw new Error(`DuckDB tells no columns of ${path}.`);
    return layout;
  });
}
