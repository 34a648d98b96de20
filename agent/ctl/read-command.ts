import { parseArgs } from 'node:util';
import { SettingsError } from '../config/settings-error.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type Flags, GLOBAL_OPTIONS, OPTIONS, type OptionName } from './options.ts';

/** A command line, understood. Without a command it asks for help or the version. */
export interface Invocation {
  command: Command | null;
  args: string[];
  flags: Flags;
}

/**
 * Reads a command line (`argv` without node and script). Flags may stand anywhere. Throws SettingsError on an unknown
 * command or flag, a flag of another command, and too few or too many arguments.
 */
export function readCommand(argv: readonly string[]): Invocation {
  const { values: flags, positionals } = parse(argv);
  if (positionals.length === 0) {
    if (flags.help || flags.version) return { command: null, args: [], flags };
    throw new SettingsError('which command? see pcctl --help');
  }
  const [first = '', second = ''] = positionals;
  const command =
    COMMANDS.find(({ name }) => name === `${first} ${second}`) ?? COMMANDS.find(({ name }) => name === first);
  if (!command) {
    const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
    throw new SettingsError(
      group.length > 0
        ? `${first} what? There is ${group.join(', ')}`
        : `"${first}" is no command; see pcctl --help`,
    );
  }
  const args = positionals.slice(command.name.split(' ').length);
  if (flags.help) return { command, args, flags };
  const taken = [...GLOBAL_OPTIONS, ...command.options];
  const foreign = (Object.keys(flags) as OptionName[]).find((name) => !taken.includes(name));
  if (foreign !== undefined) throw new SettingsError(`pcctl ${command.name} has no --${foreign}`);
  const least = command.params.filter((param) => !param.endsWith('?')).length;
  const most = command.params.some((param) => param.endsWith('…'))
    ? Number.POSITIVE_INFINITY
    : command.params.length;
  if (args.length < least || args.length > most)
    throw new SettingsError(`usage: pcctl ${[command.name, ...command.params].join(' ')}`);
  return { command, args, flags };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)}; see pcctl --help`);
  }
}
