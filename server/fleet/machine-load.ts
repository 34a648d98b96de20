/** What a machine was busy with over a range. Percent, net in bytes per second; null: nothing measured. */
export interface MachineLoad {
  cpuNow: number | null;
  cpuAvg: number | null;
  cpuP95: number | null;
  /** The highest single sample. */
  cpuMax: number | null;
  memoryNow: number | null;
  memoryAvg: number | null;
  memoryP95: number | null;
  diskAvg: number | null;
  diskP95: number | null;
  netAvg: number | null;
  netP95: number | null;
  /** CPU and memory, a point per step: see line. */
  cpuLine: string;
  memoryLine: string;
}

export const NO_LOAD: MachineLoad = {
  cpuNow: null,
  cpuAvg: null,
  cpuP95: null,
  cpuMax: null,
  memoryNow: null,
  memoryAvg: null,
  memoryP95: null,
  diskAvg: null,
  diskP95: null,
  netAvg: null,
  netP95: null,
  cpuLine: '',
  memoryLine: '',
};

/** Where the 95th percentile comes from: see readFleet. */
export type PercentileBasis = 'deliveries' | 'sketches' | 'hours';
