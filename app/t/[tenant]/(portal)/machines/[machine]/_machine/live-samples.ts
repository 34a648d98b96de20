import type { Column } from '#app/_components/charts/panel.ts';

/** What an event `samples` carries: columns of host metrics, one row per sample, and where to go on. */
export interface LiveSamples {
  cursor: string;
  /** Unix ms. */
  time: number[];
  values: Record<string, Column>;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isColumn = (value: unknown): value is Column =>
  Array.isArray(value) && value.every((cell) => cell === null || isNumber(cell));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the data of such an event. By hand: zod would be a tenth of what the page loads.
 * @throws Error when it is something else
 */
export function readLiveSamples(text: string): LiveSamples {
  const data: unknown = JSON.parse(text);
  if (!isRecord(data) || !isRecord(data.values)) throw new Error('An event of samples is not an object.');
  const { cursor, time, values } = data;
  if (typeof cursor !== 'string' || !Array.isArray(time) || !time.every(isNumber))
    throw new Error('An event of samples has no cursor or no times.');
  const columns = Object.entries(values).map(([metric, column]): [string, Column] => {
    if (!isColumn(column)) throw new Error(`The samples of ${metric} are no numbers.`);
    return [metric, column];
  });
  return { cursor, time, values: Object.fromEntries(columns) };
}
