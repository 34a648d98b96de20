import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { completionScript, SHELLS } from '../completion-script.ts';

export const completion: Command = {
  name: 'completion',
  params: ['SHELL'],
  summary: 'Print the completion of bash, zsh or fish, for its configuration',
  options: [],
  async run({ commands, answer }, name) {
    const shell = SHELLS.find((one) => one === name);
    if (!shell) throw new SettingsError(`"${name}" has no completion: allowed are ${SHELLS.join(', ')}`);
    const script = completionScript(shell, commands);
    answer({ shell, script }, script);
  },
};
