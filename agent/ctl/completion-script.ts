import type { Command } from './command.ts';
import { GLOBAL_OPTIONS, OPTIONS, type OptionName } from './options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The completion of a shell: commands, their flags, and the words a flag allows; file names after -o and where FILE goes. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  if (shell === 'fish') return fish(commands);
  return shell === 'bash' ? bash(commands) : zsh(commands);
}

const flagsOf = ({ options }: Command): string =>
  [...GLOBAL_OPTIONS, ...options].map((name) => `--${name}`).join(' ');

const takesFiles = ({ params }: Command): boolean => params.some((param) => param.startsWith('FILE'));

/** Flags with a fixed set of words. */
const choices = (Object.keys(OPTIONS) as OptionName[]).flatMap((name) => {
  const option = OPTIONS[name];
  return 'values' in option ? [{ name, words: option.values.join(' ') }] : [];
});

/** First words, and the second words of those that have one. */
function words(commands: readonly Command[]): { first: string; groups: Map<string, string[]> } {
  const groups = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = '', second] = name.split(' ');
    groups.set(first, [...(groups.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return { first: [...groups.keys()].join(' '), groups };
}

/** The lines of a `case` over the words so far, from the longest command to none. */
function cases(commands: readonly Command[], complete: (list: string) => string, files: string): string {
  const { first, groups } = words(commands);
  const own = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .map((command) => {
      const offer = complete(flagsOf(command)) + (takesFiles(command) ? `; ${files}` : '');
      return `    '${command.name}'|'${command.name} '*) ${offer} ;;`;
    });
  const group = [...groups].flatMap(([name, second]) =>
    second.length > 0 ? [`    '${name}') ${complete(second.join(' '))} ;;`] : [],
  );
  return [...own, ...group, `    '') ${complete(first)} ;;`].join('\n');
}

const bash = (commands: readonly Command[]): string => `# eval "$(pcctl completion bash)"
_pcctl() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  local before="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  case "$prev" in
    -o|--output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
${choices.map(({ name, words: list }) => `    --${name}) COMPREPLY=($(compgen -W '${list}' -- "$cur")); return ;;`).join('\n')}
  esac
  case "$before" in
    'completion') COMPREPLY=($(compgen -W '${SHELLS.join(' ')}' -- "$cur")) ;;
${cases(commands, (list) => `COMPREPLY=($(compgen -W '${list}' -- "$cur"))`, 'COMPREPLY+=($(compgen -f -- "$cur"))')}
  esac
}
complete -F _pcctl pcctl`;

const zsh = (commands: readonly Command[]): string => `#compdef pcctl
# source <(pcctl completion zsh)
_pcctl() {
  local before="\${(j: :)words[2,CURRENT-1]}"
  case "\${words[CURRENT-1]}" in
    -o|--output) _files; return ;;
${choices.map(({ name, words: list }) => `    --${name}) compadd -- ${list}; return ;;`).join('\n')}
  esac
  case "$before" in
    'completion') compadd -- ${SHELLS.join(' ')} ;;
${cases(commands, (list) => `compadd -- ${list}`, '_files')}
  esac
}
compdef _pcctl pcctl`;

function fish(commands: readonly Command[]): string {
  const { first, groups } = words(commands);
  const lines = ['# pcctl completion fish | source', 'complete -c pcctl -f'];
  lines.push(`complete -c pcctl -n __fish_use_subcommand -a '${first}'`);
  lines.push(`complete -c pcctl -n '__fish_seen_subcommand_from completion' -a '${SHELLS.join(' ')}'`);
  for (const [name, second] of groups)
    if (second.length > 0)
      lines.push(
        `complete -c pcctl -n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${second.join(' ')}' -a '${second.join(' ')}'`,
      );
  for (const name of GLOBAL_OPTIONS) lines.push(`complete -c pcctl ${fishFlag(name)}`);
  for (const command of commands) {
    const { name, options } = command;
    const seen = name
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    if (takesFiles(command)) lines.push(`complete -c pcctl -n '${seen}' -F`);
    for (const option of options) lines.push(`complete -c pcctl -n '${seen}' ${fishFlag(option)}`);
  }
  return lines.join('\n');
}

function fishFlag(name: OptionName): string {
  const option = OPTIONS[name];
  const short = 'short' in option ? ` -s ${option.short}` : '';
  const value = option.type === 'boolean' ? '' : name === 'output' ? ' -r -F' : ' -x';
  const list = 'values' in option ? ` -a '${option.values.join(' ')}'` : '';
  return `-l ${name}${short}${value}${list} -d '${option.help}'`;
}
