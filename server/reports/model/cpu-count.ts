import type { Subject } from './subject.ts';

/** How many CPUs the machine has: as registered, else as many as have samples; null when neither says. */
export const cpuCountOf = ({ facts, data }: Pick<Subject, 'facts' | 'data'>): number | null =>
  facts.cpuCount ?? (Object.keys(data.stats.entities.cpu ?? {}).length || null);
