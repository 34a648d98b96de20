import { highestOf, newestOf, percentileOf, stepMeans, weightedMean } from './column-figures.ts';
import { encodeLine } from './line.ts';
import type { MachineLoad } from './machine-load.ts';

/** A machine's rows, column-wise, in any order; NaN is nothing measured. `at` is Unix ms. */
export interface LoadColumns {
  at: ArrayLike<number>;
  samples: ArrayLike<number>;
  cpu: ArrayLike<number>;
  cpuMax: ArrayLike<number>;
  memory: ArrayLike<number>;
  disk: ArrayLike<number>;
  net: ArrayLike<number>;
}

/** The figures and lines of a machine's rows over [start, end); percentiles are those of the rows. */
export function loadOf(
  columns: LoadColumns,
  window: { start: number; end: number; stepMs: number },
): MachineLoad {
  const { at, samples, cpu, memory, disk, net } = columns;
  return {
    cpuNow: newestOf(at, cpu),
    cpuAvg: weightedMean(cpu, samples),
    cpuP95: percentileOf(cpu, 0.95),
    cpuMax: highestOf(columns.cpuMax),
    memoryNow: newestOf(at, memory),
    memoryAvg: weightedMean(memory, samples),
    memoryP95: percentileOf(memory, 0.95),
    diskAvg: weightedMean(disk, samples),
    diskP95: percentileOf(disk, 0.95),
    netAvg: weightedMean(net, samples),
    netP95: percentileOf(net, 0.95),
    cpuLine: encodeLine(stepMeans(at, cpu, samples, window)),
    memoryLine: encodeLine(stepMeans(at, memory, samples, window)),
  };
}
