import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { installCommand } from './install-command.ts';

test.each(['db-prod-01', 'my server', "it's", '$(reboot)', '`x`', 'a;b', '"q"', '-v', 'ä'])(
  'the name %j reaches the script as one word',
  (name) => {
    const command = installCommand('https://acme.example.com', 'pmk_x', name);
    const args = command.slice(command.indexOf('--key'));
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${args}`], { encoding: 'utf8' });
    expect(words.trimEnd().split('\n')).toEqual(['--key', 'pmk_x', '--identifier', name]);
    expect(command).toContain('https://acme.example.com/install.sh |');
  },
);
