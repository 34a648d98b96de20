import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { GLOBAL_OPTIONS, OPTIONS, type OptionName } from './options.ts';

const WIDTH = 30;

/** The text of pcctl --help, or of one command's. */
export function help(command: Command | null): string {
  if (command) {
    const own = command.options.length > 0 ? `\n${command.options.map(optionLine).join('\n')}\n` : '';
    return `${usage(command)}\n\n${command.summary}.\n${own}\nFlags of all commands: pcctl --help\n`;
  }
  return `pcctl works with a PerfAnalysis portal from the command line.

${COMMANDS.map((one) => line(usage(one), one.summary)).join('\n')}

Flags of all commands:
${GLOBAL_OPTIONS.map(optionLine).join('\n')}

Portal and key: a flag goes before PCCTL_SERVER and PCCTL_APIKEY, these before the file
~/.config/perfanalysis/config (lines such as "server: https://acme.example.com" and "key: pmk_…"; mode 600).
Without a server the one of the last sign-in; without a key the sign-in itself, which pcctl login keeps in
~/.config/perfanalysis/credentials.json and renews for 7 days.

Exit codes:
  0    done
  1    refused or failed
  2    wrong usage or configuration
  3    the portal cannot be reached
  4    not allowed: not signed in, wrong or revoked key, missing scope
  130  interrupted
`;
}

const usage = ({ name, params }: Command): string => {
  const shown = params.map((param) => (param.endsWith('?') ? `[${param.slice(0, -1)}]` : param));
  return ['pcctl', name, ...shown].join(' ');
};

function optionLine(name: OptionName): string {
  const option = OPTIONS[name];
  const short = 'short' in option ? `-${option.short}, ` : '';
  return line(`${short}--${name}${'value' in option ? ` ${option.value}` : ''}`, option.help);
}

const line = (left: string, right: string): string =>
  left.length > WIDTH ? `  ${left}\n  ${' '.repeat(WIDTH)}  ${right}` : `  ${left.padEnd(WIDTH)}  ${right}`;
