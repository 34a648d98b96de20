import { cpus, release } from 'node:os';

/** The machine a figure was measured on, without its name. */
export interface HostFacts {
  kernel: string;
  cpu: string;
  cores: number;
  node: string;
}

export function hostFacts(): HostFacts {
  const all = cpus();
  return {
    kernel: release(),
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    node: process.versions.node,
  };
}
