import type { Command } from '../command.ts';
import type { MachineAnswer } from '../machine-answer.ts';
import { showMachine } from '../show-machine.ts';

export const machinesShow: Command = {
  name: 'machines show',
  params: ['MACHINE'],
  summary: 'Show one machine',
  options: [],
  async run({ client, answer }, machine = '') {
    const found = await client.call<MachineAnswer>('GET', `/api/v1/machines/${encodeURIComponent(machine)}`);
    answer(found, showMachine(found));
  },
};
