import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import type { MachineAnswer } from '../machine-answer.ts';
import type { Flags } from '../options.ts';
import { showMachine } from '../show-machine.ts';

export const machinesRegister: Command = {
  name: 'machines register',
  params: ['MACHINE'],
  summary: 'Register a machine; one that is there stays as it is',
  options: ['display-name', 'provider', 'region', 'instance-type', 'hourly-cost', 'tag'],
  async run({ client, flags, answer }, name) {
    const facts = {
      display_name: flags['display-name'],
      cloud_provider: flags.provider,
      region: flags.region,
      instance_type: flags['instance-type'],
      hourly_cost: cost(flags),
      tags: tags(flags),
    };
    const machine = await client.call<MachineAnswer>('POST', '/api/v1/machines/register', {
      machine_id: name,
      ...facts,
    });
    answer(machine, showMachine(machine));
  },
};

function cost({ 'hourly-cost': text }: Flags): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new SettingsError(`--hourly-cost is "${text}": allowed is a number such as 0.42`);
  return value;
}

function tags({ tag }: Flags): Record<string, string> | undefined {
  return tag && Object.fromEntries(tag.map(pair));
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new SettingsError(`--tag is "${text}": allowed is NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}
