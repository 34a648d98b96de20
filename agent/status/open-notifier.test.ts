import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSystemd } from '../config/read-systemd.ts';
import { createLog } from '../log.ts';
import { isTicking, openNotifier } from './open-notifier.ts';

let folder: string;
let said: string[];
const log = createLog('debug', (line) => said.push(JSON.parse(line).event));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-notify-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in the place of systemd-notify, which writes down what it was called with. */
function installProgram(): { heard: () => string[] } {
  const program = join(folder, 'systemd-notify');
  writeFileSync(program, `#!/bin/sh\necho "$@" >>${join(folder, 'heard')}\n`);
  chmodSync(program, 0o755);
  const file = join(folder, 'heard');
  return { heard: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []) };
}

describe('openNotifier', () => {
  test('tells systemd of start and end', async () => {
    const { heard } = installProgram();
    const notifier = openNotifier(
      { wantsNotice: true, watchdogMs: 0, path: ['/nonexistent', folder] },
      1000,
      log,
    );
    notifier.ready();
    await expect.poll(heard).toEqual([`MAINPID=${process.pid} READY=1`]);
    notifier.stopping();
    await expect.poll(heard).toHaveLength(2);
    notifier.close();
    expect([heard().at(-1), said]).toEqual(['STOPPING=1', []]);
  });

  test('feeds the watchdog while ticks come', async () => {
    const { heard } = installProgram();
    const notifier = openNotifier({ wantsNotice: true, watchdogMs: 40, path: [folder] }, 10_000, log);
    await expect.poll(heard, { timeout: 10_000 }).toContain('WATCHDOG=1');
    notifier.close();
  });

  test('says once what to do where the program is missing, and nothing where nobody waits', () => {
    openNotifier({ wantsNotice: true, watchdogMs: 1000, path: [folder] }, 1000, log).ready();
    expect(said).toEqual([expect.stringContaining('set Type=exec in the unit')]);
    openNotifier({ wantsNotice: false, watchdogMs: 0, path: [folder] }, 1000, log).ready();
    expect(said).toHaveLength(1);
  });
});

test.each([
  [0, 5000, 30_000, true],
  [29_999, 5000, 30_000, true],
  [30_001, 5000, 30_000, false],
  [149_000, 60_000, 30_000, true],
  [151_000, 60_000, 30_000, false],
])(
  '%d ms after a tick, one each %d ms, watchdog of %d ms: ticking %s',
  (since, interval, watchdog, expected) => {
    expect(isTicking(since, interval, watchdog)).toBe(expected);
  },
);

describe('readSystemd', () => {
  const socket = { NOTIFY_SOCKET: '/run/systemd/notify', PATH: '/a:relative:/b' };
  test.each([
    [{}, { wantsNotice: false, watchdogMs: 0, path: ['/usr/bin', '/bin'] }],
    [socket, { wantsNotice: true, watchdogMs: 0, path: ['/a', '/b'] }],
    [{ ...socket, WATCHDOG_USEC: '30000000' }, { watchdogMs: 30_000 }],
    [{ ...socket, WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7' }, { watchdogMs: 30_000 }],
    [{ ...socket, WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8' }, { watchdogMs: 0 }],
    [{ ...socket, WATCHDOG_USEC: 'soon' }, { watchdogMs: 0 }],
    [{ WATCHDOG_USEC: '30000000' }, { wantsNotice: false, watchdogMs: 0 }],
  ])('%j', (environment, expected) => {
    expect(readSystemd(environment, 7)).toMatchObject(expected);
  });
});
