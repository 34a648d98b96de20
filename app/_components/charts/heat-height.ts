const ROW_PX = 18;

/** All rows of a heat map and its time axis, px; many rows get thin ones. */
export const heatHeight = (rows: number): number => Math.min(420, Math.max(92, rows * ROW_PX + 34));
