import { describe, expect, test } from 'vitest';
import { readReceiverSettings } from './receiver-settings.ts';
import { SettingsError } from './settings-error.ts';

describe('readReceiverSettings', () => {
  test('takes a flag before its variable before the default', () => {
    expect(readReceiverSettings([], {})).toMatchObject({ host: '127.0.0.1', port: 8080, loglevel: 'info' });
    const environment = {
      LISTENADDRESS: ':9000',
      PCD_APIKEYS_FILE: 'keys',
      PCD_DATA: 'data',
      PCD_LOGLEVEL: 'debug',
    };
    expect(readReceiverSettings(['--loglevel', 'warn'], environment)).toMatchObject({
      host: '',
      port: 9000,
      keysFile: 'keys',
      dataFolder: 'data',
      loglevel: 'warn',
    });
  });

  test.each([
    ['localhost:80', 'localhost', 80],
    ['[::1]:8080', '::1', 8080],
    ['0.0.0.0:0', '0.0.0.0', 0],
  ])('listens on %s', (address, host, port) => {
    expect(readReceiverSettings(['--listen', address], {})).toMatchObject({ host, port });
  });

  test.each([
    [['--listen', 'here']],
    [['--listen', ':65536']],
    [['--listen', '::1:80']],
    [['--listen', 'http://a:80']],
    [['--loglevel', 'loud']],
    [['--colour']],
    [['serve']],
  ])('refuses %j', (argv) => {
    expect(() => readReceiverSettings(argv, {})).toThrow(SettingsError);
  });
});
