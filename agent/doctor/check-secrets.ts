import { statSync } from 'node:fs';
import type { Origin } from '../config/read-settings.ts';
import { SETTINGS, type Settings } from '../config/settings.ts';
import type { Finding } from './finding.ts';

const OTHERS = 0o044;

/** Whether the key lies where nobody else can read it. */
export function checkSecrets({ apikey }: Settings, origin: readonly Origin[]): Finding[] {
  const source = origin.find(({ env }) => env === SETTINGS.apikey.env)?.source ?? 'default';
  const check = 'key storage';
  if (apikey === '' || source === 'default') return [];
  if (source === 'flag') {
    const says = 'the key is on the command line, where ps shows it to all: put it into PCC_APIKEY_FILE';
    return [{ check, state: 'wrong', says }];
  }
  if (source === 'environment') return [{ check, state: 'ok', says: 'in the environment' }];
  // Either a key file or `file:line`.
  const file = source.replace(/:\d+$/, '');
  const mode = statSync(file).mode & 0o777;
  if ((mode & OTHERS) === 0) return [{ check, state: 'ok', says: `${file}, for its owner only` }];
  return [
    {
      check,
      state: 'wrong',
      says: `${file} may be read by others (mode ${mode.toString(8)}): chmod 600 ${file}`,
    },
  ];
}
