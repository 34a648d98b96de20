import type { Kind } from '#agent/contract/sample.ts';

/** The temporary table of a kind's unsealed rows, and the views over all of its samples. */
export const unsealedTable = (kind: Kind): string => `unsealed_${kind}`;
/** Every metric is DOUBLE. */
export const samplesView = (kind: Kind): string => `samples_${kind}`;
/** Each metric has the type in which it is stored, for those who read many values and know the types apart. */
export const storedView = (kind: Kind): string => `stored_${kind}`;
