import type { Section } from '../report-model.ts';

/** The title of a section without its machine, where that is said already. */
export function titleOf({ title, machine }: Pick<Section, 'title' | 'machine'>): string {
  const prefix = `${machine}: `;
  return machine !== null && title.startsWith(prefix) ? title.slice(prefix.length) : title;
}
