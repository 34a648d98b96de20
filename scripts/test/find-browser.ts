import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Say } from '../up/stage.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const systemBrowser = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isProgram);

/**
 * A Chromium to test with, in this order: CHROMIUM_PATH, the one Playwright keeps, the system's, Playwright's
 * download, Debian's package.
 * @returns its path
 * @throws Error that says what to install
 */
export function findBrowser(say: Say): string {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (isProgram(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is ${asked}, which cannot be run.`);
  }
  const kept = () => [chromium.executablePath()].find(isProgram);
  const found = kept() ?? systemBrowser();
  if (found) return found;
  say("asking for Playwright's download");
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  const downloaded = kept();
  if (downloaded) return downloaded;
  say("installing Debian's chromium");
  const words = installFromDebian();
  const installed = systemBrowser();
  if (installed) return installed;
  throw new Error(
    `No Chromium was found and none could be installed${words && ` (${words})`}. Install one (apt-get install chromium) or set CHROMIUM_PATH.`,
  );
}

/** @returns the last words of apt-get when it failed */
function installFromDebian(): string {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = '', ...rest] = [...prefix, 'apt-get', ...args];
    const { status, error, stderr } = spawnSync(command, rest, {
      encoding: 'utf8',
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  }
  return '';
}
