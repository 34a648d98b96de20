import type { Command } from '../command.ts';
import { fetchMachines } from '../fetch-machines.ts';
import { formatTable } from '../format-table.ts';

export const machinesList: Command = {
  name: 'machines list',
  params: [],
  summary: 'List the machines',
  options: ['q', 'status', 'tag'],
  async run({ client, flags, answer }) {
    const query = new URLSearchParams();
    if (flags.q) query.set('q', flags.q);
    if (flags.status) query.set('status', flags.status);
    // The portal writes name:value.
    for (const tag of flags.tag ?? []) query.append('tag', tag.replace('=', ':'));
    const machines = await fetchMachines(client, query);
    const rows = machines.map((one) => [
      one.machine_id,
      one.display_name,
      one.status,
      one.last_seen,
      one.cpu_count,
      one.memory_total_mb === null ? null : Math.round(one.memory_total_mb),
      one.os,
    ]);
    const table = formatTable(['MACHINE', 'NAME', 'STATUS', 'LAST SEEN', 'CPUS', 'MB', 'OS'], rows);
    answer({ machines }, machines.length === 0 ? 'no machines' : table);
  },
};
