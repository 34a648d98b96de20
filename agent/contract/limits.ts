/** Limits of one trickle delivery; both sides read them here. Apart from the schemas so that pcc needs no zod. */
export const TRICKLE_LIMITS = {
  wireBytes: 1024 * 1024,
  unpackedBytes: 16 * 1024 * 1024,
  snapshots: 3600,
} as const;
