import { describe, expect, test } from 'vitest';
import { help } from './help.ts';
import { printConfig } from './print-config.ts';
import { readSettings } from './read-settings.ts';
import { SETTINGS } from './settings.ts';
import { SettingsError } from './settings-error.ts';

const TRICKLE = ['--mode', 'trickle', '--server', 'https://acme.example.com', '--apikey', 'pmk_id1_secret'];

describe('readSettings', () => {
  test('a flag goes before the environment, that before the default', () => {
    const environment = { PCC_FREQUENCY: '2s', PCC_COLLECTION: '/tmp/a.json', PCC_LOGLEVEL: '' };
    const { settings } = readSettings(['--frequency', '1s'], environment);
    expect(settings).toMatchObject({
      mode: 'local',
      frequency: 1000,
      collection: '/tmp/a.json',
      loglevel: 'info',
      retryMax: 300_000,
      procRoot: '/proc',
    });
  });

  test('knows what is asked for', () => {
    expect(readSettings([], {}).command).toBe('collect');
    expect(readSettings(['once', '--json'], {})).toMatchObject({ command: 'once', json: true });
    expect(readSettings(['-h'], {}).help).toBe(true);
    expect(readSettings(['--mode', 'trickle', '--print-config'], {}).printConfig).toBe(true);
  });

  test.each([
    ['http to this machine', 'http://demo.localhost:3000', []],
    ['http to another, when told to', 'http://acme.example.com', ['--insecure-http']],
    ['https', 'https://acme.example.com', []],
  ])('takes %s', (_name, server, more) => {
    const { settings } = readSettings([...TRICKLE, '--server', server, ...more], {});
    expect(settings.server).toBe(server);
  });

  test.each([
    [['--frequency', '90s'], {}, '--frequency is "90s": allowed is 1s to 60s'],
    [['--frequency', '500ms'], {}, '--frequency is "500ms": allowed is 1s to 60s'],
    [[], { PCC_MODE: 'both' }, 'PCC_MODE is "both": allowed is local or trickle'],
    [[], { PCC_DURATION: 'soon' }, 'PCC_DURATION is "soon": allowed is a time such as 90s, 10m or 24h, or 0'],
    [[], { PCC_APIKEY: 'a\nb: c' }, 'PCC_APIKEY is "****": allowed is a key of printable ASCII characters'],
    [[], { PCC_QUEUE_MB: '0' }, 'PCC_QUEUE_MB is "0": allowed is 1 to 1024'],
    [[], { PCC_INSECURE_HTTP: 'yes' }, 'PCC_INSECURE_HTTP is "yes": allowed is true or false'],
    [
      [],
      { PCC_INSECURE_HTTP: 'constructor' },
      'PCC_INSECURE_HTTP is "constructor": allowed is true or false',
    ],
    [['--colour'], {}, "Unknown option '--colour'"],
    [['twice'], {}, 'unknown command "twice": allowed are once, or none to collect'],
    [['--mode', 'trickle'], {}, 'PCC_SERVER is missing'],
    [['--mode', 'trickle', '--server', 'https://a.example'], {}, 'PCC_APIKEY is missing'],
    [
      [...TRICKLE, '--server', 'acme.example.com'],
      {},
      'PCC_SERVER is "acme.example.com": allowed is a URL such as',
    ],
    [
      [...TRICKLE, '--server', 'ftp://acme.example.com'],
      {},
      'PCC_SERVER is "ftp://acme.example.com": allowed',
    ],
    [[...TRICKLE, '--server', 'http://acme.example.com'], {}, 'plain http would send the key in clear text'],
  ])('refuses %j %j', (argv, environment, message) => {
    expect(() => readSettings(argv, environment)).toThrow(SettingsError);
    expect(() => readSettings(argv, environment)).toThrow(message);
  });
});

describe('printConfig', () => {
  test('shows every setting with its source, and no key', () => {
    const { origin } = readSettings([...TRICKLE], { PCC_FREQUENCY: '2s' });
    const text = printConfig(origin);
    for (const { env } of Object.values(SETTINGS)) expect(text).toContain(env);
    expect(text).toMatch(/^PCC_FREQUENCY +2s +environment$/m);
    expect(text).toMatch(/^PCC_APIKEY +pmk_id1_\*{4} +flag$/m);
    expect(text).not.toContain('secret');
  });
});

describe('help', () => {
  test('names every flag and variable', () => {
    for (const { env, flag } of Object.values(SETTINGS)) {
      expect(help()).toContain(env);
      expect(help()).toContain(`--${flag}`);
    }
  });
});
