import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
    [['twice'], {}, 'unknown command "twice": allowed are once, doctor, status, or none to collect'],
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

describe('the configuration file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pcc-config-'));
    file = join(folder, 'pcc.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('goes behind flags and environment, before defaults, and is named with its line', () => {
    writeFileSync(file, 'frequency: 2s\nbatch: 3s\n# a\nretry-max: 4s\ndevices:\n  - sd*\n  - "!sdb"\n');
    const { settings, origin } = readSettings(['--frequency', '1s'], { PCC_BATCH_SECONDS: '5s' }, file);
    expect(settings).toMatchObject({
      frequency: 1000,
      batch: 5000,
      retryMax: 4000,
      devices: ['sd*', '!sdb'],
    });
    const sources = Object.fromEntries(origin.map(({ env, source }) => [env, source]));
    expect(sources).toMatchObject({
      PCC_FREQUENCY: 'flag',
      PCC_BATCH_SECONDS: 'environment',
      PCC_RETRY_MAX: `${file}:4`,
      PCC_DEVICES: `${file}:5`,
      PCC_QUEUE_MB: 'default',
    });
  });

  test('may be named, by a flag or the environment', () => {
    writeFileSync(file, 'frequency: 2s\n');
    expect(readSettings(['--config', file], {}).settings.frequency).toBe(2000);
    expect(readSettings([], { PCC_CONFIG: file }).settings.frequency).toBe(2000);
  });

  test('switches on what a flag switches off', () => {
    writeFileSync(file, 'gzip: true\n');
    expect(readSettings([], {}, file).settings.gzip).toBe(true);
    expect(readSettings(['--no-gzip'], {}, file).settings.gzip).toBe(false);
  });

  test.each([
    ['frequency: 90s\n', ':1: frequency is "90s": allowed is 1s to 60s'],
    ['# a\nfrequenzy: 1s\n', ':2: frequenzy is no setting: allowed are mode, frequency'],
    ['config: /etc/other.yaml\n', ':1: config is no setting'],
    ['apikey: "secret pmk"\n', ':1: apikey is "****"'],
  ])('refuses %j', (content, message) => {
    writeFileSync(file, content);
    expect(() => readSettings([], {}, file)).toThrow(SettingsError);
    expect(() => readSettings([], {}, file)).toThrow(`${file}${message}`);
  });

  test('that was asked for must be there, the usual one need not', () => {
    expect(() => readSettings(['--config', file], {})).toThrow('cannot read the configuration (ENOENT');
    expect(readSettings([], {}, file).settings.frequency).toBe(5000);
    expect(() => readSettings([], {}, folder)).toThrow('cannot read the configuration (EISDIR');
    expect(readSettings(['--help'], {}, folder).help).toBe(true);
  });

  test('a key that may not be read stops only those who need it', () => {
    const argv = ['--mode', 'trickle', '--server', 'https://a.example', '--apikey-file', folder];
    expect(readSettings(['once', ...argv], {}).command).toBe('once');
    expect(readSettings(['status', ...argv], {}).command).toBe('status');
    expect(() => readSettings(argv, {})).toThrow('cannot read the key file');
    expect(() => readSettings(['doctor', ...argv], {})).toThrow('cannot read the key file');
  });

  test('a key file is shown as the source of its key, masked', () => {
    writeFileSync(file, 'pmk_stored_secret\n');
    const { settings, origin } = readSettings(
      ['--mode', 'trickle', '--server', 'portal.example.com:8443', '--apikey-file', file],
      {},
    );
    expect(settings).toMatchObject({
      apikey: 'pmk_stored_secret',
      server: 'https://portal.example.com:8443',
    });
    expect(origin.find(({ env }) => env === 'PCC_APIKEY')).toEqual({
      env: 'PCC_APIKEY',
      shown: 'pmk_stored_****',
      source: file,
    });
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
