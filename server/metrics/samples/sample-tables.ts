import type { Kind } from '#agent/contract/sample.ts';

/** The temporary table of a kind's unsealed rows, and the view over all of its samples. */
export const unsealedTable = (kind: Kind): string => `unsealed_${kind}`;
export const samplesView = (kind: Kind): string => `samples_${kind}`;
