import type { MachineView } from '#server/machines/machine-view.ts';
import type { MachineFacts } from '../model/report-input.ts';

/** What a registered machine says of itself. */
export const machineFacts = (machine: MachineView): MachineFacts => ({
  name: machine.display_name ?? machine.machine_id,
  hostname: machine.hostname,
  os: machine.os,
  kernel: machine.kernel,
  cpuModel: machine.cpu_model,
  cpuCount: machine.cpu_count,
  memoryTotalMb: machine.memory_total_mb,
  cloudProvider: machine.cloud_provider,
  region: machine.region,
  instanceType: machine.instance_type,
  intervalSeconds: machine.interval_seconds,
  linkSpeeds: machine.link_speeds ?? {},
});
