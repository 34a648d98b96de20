import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { completionScript, SHELLS } from './completion-script.ts';

/** What bash offers after these words; the last one is being typed. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', COMMANDS)}
COMP_WORDS=(pcctl "$@"); COMP_CWORD=$#; _pcctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...words], {
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter(Boolean);
}

test.each<[string[], string[]]>([
  [['ma'], ['machines']],
  [
    ['machines', ''],
    ['list', 'register', 'show'],
  ],
  [
    ['keys', 'r'],
    ['rotate', 'revoke'],
  ],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [
    ['export', 'web1', '--format', ''],
    ['csv', 'json', 'parquet', 'pdf', 'html', 'both'],
  ],
  [['report', 'download', '--w'], ['--wait']],
  [['ping', '--form'], []],
  [
    ['upload', '--counters', ''],
    ['rate', 'cumulative'],
  ],
  [['upload', '/etc/hostnam'], ['/etc/hostname']],
  [['upload', '/etc/hostname', '--m'], ['--machine']],
])('bash after %j offers %j', (words, expected) => expect(offered(...words)).toEqual(expected));

test('every shell learns every command and every flag', () => {
  for (const shell of SHELLS) {
    const script = completionScript(shell, COMMANDS);
    for (const { name, options } of COMMANDS)
      for (const word of [...name.split(' '), ...options])
        expect(script, `${shell}: ${word}`).toContain(word);
  }
});
