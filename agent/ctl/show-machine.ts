import { formatFacts } from './format-table.ts';
import type { MachineAnswer } from './machine-answer.ts';

/** A machine for people, a fact per line. */
export function showMachine(machine: MachineAnswer): string {
  const { tags, memory_total_mb: memory, ...facts } = machine;
  return formatFacts({
    machine: facts.machine_id,
    name: facts.display_name,
    status: facts.status,
    'last seen': facts.last_seen,
    hostname: facts.hostname,
    os: facts.os,
    kernel: facts.kernel,
    cpu: facts.cpu_model,
    cpus: facts.cpu_count,
    memory: memory === null ? null : `${Math.round(memory)} MB`,
    provider: facts.cloud_provider,
    region: facts.region,
    'instance type': facts.instance_type,
    'hourly cost': facts.hourly_cost,
    tags: Object.entries(tags)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
    created: facts.created_at,
    id: facts.id,
  });
}
