import { RANGES, type Range } from '#app/t/[tenant]/(portal)/machines/[machine]/search-params.ts';

const BY_WIDTH = Object.entries(RANGES) as [Range, number][];

/** The narrowest range of a machine's page that shows what begins `age` ms ago; the widest when none does. */
export const rangeReaching = (age: number): Range =>
  BY_WIDTH.find(([, width]) => width >= age)?.[0] ?? BY_WIDTH.at(-1)?.[0] ?? '24h';
