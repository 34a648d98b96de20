import type { Origin } from './read-settings.ts';

/** A table of every setting with its value and where it comes from. */
export function printConfig(origins: readonly Origin[]): string {
  const width = (column: 'env' | 'shown'): number =>
    Math.max(...origins.map((origin) => origin[column].length));
  return origins
    .map(
      ({ env, shown, source }) => `${env.padEnd(width('env'))}  ${shown.padEnd(width('shown'))}  ${source}\n`,
    )
    .join('');
}
