import { expect, test } from 'vitest';
import { SettingsError } from '../config/settings-error.ts';
import { COMMANDS } from './commands.ts';
import { help } from './help.ts';
import { OPTIONS } from './options.ts';
import { readCommand } from './read-command.ts';

test.each([
  ['ping', 'ping', [], {}],
  ['--json machines list --q web', 'machines list', [], { json: true, q: 'web' }],
  ['export web1 -o - --format=json', 'export', ['web1'], { output: '-', format: 'json' }],
  ['machines --tag a=1 register web1 --tag b=2', 'machines register', ['web1'], { tag: ['a=1', 'b=2'] }],
  ['status', 'status', [], {}],
  ['status web1', 'status', ['web1'], {}],
  ['export -- -web', 'export', ['-web'], {}],
  ['upload a.csv --machine web1 b.csv', 'upload', ['a.csv', 'b.csv'], { machine: 'web1' }],
  ['report request web1 --help', 'report request', ['web1'], { help: true }],
])('%s', (line, name, args, flags) => {
  const invocation = readCommand(line.split(' '));
  expect({ name: invocation.command?.name, args: invocation.args, flags: { ...invocation.flags } }).toEqual({
    name,
    args,
    flags,
  });
});

test.each([
  ['', /which command/],
  ['machines', /machines list, machines register, machines show/],
  ['machines fly', /machines list/],
  ['fly x.csv', /"fly" is no command/],
  ['upload', /usage: pcctl upload FILE…/],
  ['ping --fast', /--fast/],
  ['ping --format csv', /pcctl ping has no --format/],
  ['export', /usage: pcctl export MACHINE/],
  ['export a b', /usage: pcctl export MACHINE/],
  ['export a --start', /--start/],
  ['status a b', /usage: pcctl status/],
])('"%s" is wrong usage', (line, words) => {
  const read = () => readCommand(line.split(' ').filter(Boolean));
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(words);
});

test('help names every command, every exit code and, in one place or another, every flag', () => {
  const whole = help(null);
  for (const { name } of COMMANDS) expect(whole).toContain(`pcctl ${name}`);
  for (const code of [0, 1, 2, 3, 4, 130]) expect(whole).toMatch(new RegExp(`^ {2}${code} {2,}\\S`, 'm'));
  const all = whole + COMMANDS.map(help).join('');
  for (const name of Object.keys(OPTIONS)) expect(all).toContain(`--${name}`);
  for (const command of COMMANDS)
    expect(command.run.length - 1, command.name).toBeLessThanOrEqual(command.params.length);
});
