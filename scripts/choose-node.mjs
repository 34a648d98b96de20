// @ts-check
// Runs on whatever Node the host has: plain JavaScript, default imports only.
import child_process from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The first that runs TypeScript as we need it. */
const LEAST = 24;

/**
 * The Node that npm installed in `modules`; this very Node where there is none for the platform and it is new enough.
 * @param {string} modules
 * @throws Error when neither is new enough
 */
export function chooseNode(modules) {
  const installed = path.join(modules, '.bin', 'node');
  if (isThis(installed) && majorOf(process.versions.node) >= LEAST) return process.execPath;
  const probe = child_process.spawnSync(installed, ['--version'], { encoding: 'utf8' });
  if (probe.status === 0 && majorOf(probe.stdout) >= LEAST) return installed;
  if (majorOf(process.versions.node) >= LEAST) return process.execPath;
  throw new Error(
    `npm has no Node ${LEAST} for this platform (${process.platform}-${process.arch}) and this is Node ${process.versions.node}: install Node ${LEAST} and start again.`,
  );
}

/** @param {string} file */
function isThis(file) {
  try {
    return fs.realpathSync(file) === fs.realpathSync(process.execPath);
  } catch {
    return false;
  }
}

/** @param {string} version */
export function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}
