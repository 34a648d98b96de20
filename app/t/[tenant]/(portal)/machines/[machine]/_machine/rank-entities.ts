import type { SeriesResult } from '#server/metrics/types.ts';

/** Names of the entities, that with the highest mean of a metric first; those without values last, as they came. */
export function rankEntities(entities: SeriesResult['entities'], metric: string): string[] {
  const mean = (name: string): number => {
    const values = (entities[name]?.[metric]?.avg ?? []).filter((value) => value !== null);
    return values.length === 0 ? -1 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return Object.keys(entities)
    .map((name) => ({ name, mean: mean(name) }))
    .sort((a, b) => b.mean - a.mean)
    .map(({ name }) => name);
}
