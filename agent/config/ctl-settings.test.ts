import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portalUrl, readCtlSettings } from './ctl-settings.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pcctl-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function writeConfig(text: string, mode = 0o600): string {
  const folder = join(home, '.config', 'perfanalysis');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'config');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test('a flag goes before the environment, the environment before the file', () => {
  expect(readCtlSettings({}, { HOME: home })).toMatchObject({ server: '', key: '' });
  writeConfig('server: https://file.example\nkey: pmk_file\n');
  const environment = { HOME: home, PCCTL_SERVER: 'https://env.example/', PCCTL_APIKEY: 'pmk_env' };
  expect(readCtlSettings({}, { HOME: home })).toMatchObject({
    server: 'https://file.example',
    key: 'pmk_file',
  });
  expect(readCtlSettings({}, environment)).toMatchObject({ server: 'https://env.example', key: 'pmk_env' });
  const flags = { server: 'https://flag.example', key: 'pmk_flag' };
  expect(readCtlSettings(flags, environment)).toMatchObject({
    server: 'https://flag.example',
    key: 'pmk_flag',
  });
  expect(readCtlSettings({}, { HOME: home, XDG_CONFIG_HOME: join(home, 'x') }).folder).toBe(
    join(home, 'x', 'perfanalysis'),
  );
});

test.each([
  ['key: pmk_x', 0o644, /chmod 600/],
  ['color: blue', 0o600, /config:1: color is no setting: allowed are server, key, insecure-http/],
  ['server', 0o600, /config:1: expected "key: value"/],
  ['server: ftp://x', 0o600, /server is "ftp:\/\/x"/],
])('the file "%s" (%o) is refused', (text, mode, words) => {
  writeConfig(text, mode);
  expect(() => readCtlSettings({}, { HOME: home })).toThrow(words);
});

test.each([
  ['https://acme.example.com/', false, 'https://acme.example.com'],
  ['https://acme.example.com/machines', false, 'https://acme.example.com'],
  ['acme.example.com', false, 'https://acme.example.com'],
  ['acme.example.com:8443', false, 'https://acme.example.com:8443'],
  ['demo.localhost:3000', false, 'http://demo.localhost:3000'],
  ['http://demo.localhost:3000', false, 'http://demo.localhost:3000'],
  ['http://10.0.0.1', true, 'http://10.0.0.1'],
])('%s (%s) is %s', (text, insecure, url) => expect(portalUrl(text, insecure)).toBe(url));

test.each(['http://10.0.0.1', 'ftp://x', 'http//x', 'https://u:p@x', 'https://x/?a=1', 'a b'])(
  '%s is refused',
  (text) => expect(() => portalUrl(text, false)).toThrow(/server is/),
);
