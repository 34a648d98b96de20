/** Machines that one report compares. */
export const MOST_MACHINES = 6;
/** Points of a chart on paper: one for each third of a millimetre. */
export const POINTS = { host: 480, entities: 240 } as const;
