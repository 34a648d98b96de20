// @ts-check
// The first file that runs, on whatever Node the host has and before anything is installed: plain JavaScript,
// default imports only (a named import that an old Node lacks would fail before we can say so).
import child_process from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import url from 'node:url';
import { chooseNode, majorOf } from './choose-node.mjs';

const root = path.dirname(path.dirname(url.fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.perfanalysis-install');
const SPACE_NEEDED_MB = 2048;

/**
 * The one child that runs now, in a process group of its own, so that each signal reaches it once and through
 * us. (On Ctrl-C the terminal signals the whole foreground group, and npm passes it on to us a second time.)
 * @type {child_process.ChildProcess | undefined}
 */
let child;
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

main().catch((error) => {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});

async function main() {
  const [command, ...args] = process.argv.slice(2);
  if (command !== 'up' && command !== 'test')
    throw new Error('Usage: node scripts/bootstrap.mjs up|test [arguments]');
  if (majorOf(process.versions.node) < 20) {
    throw new Error(
      `PerfAnalysis needs Node 20 or newer; this is Node ${process.versions.node}: see https://nodejs.org/.`,
    );
  }
  passSignalsOn();
  const stamp = installStamp();
  if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) {
    checkSpace();
    await install();
    fs.writeFileSync(stampFile, installStamp()); // anew: without a lock file, npm has just made one
  }
  await handOver(chooseNode(modules), path.join('scripts', `${command}.ts`), args);
}

/** What node_modules was installed from: the lock file, what package.json asks for, and the platform. */
function installStamp() {
  const lockFile = path.join(root, 'package-lock.json');
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
  return crypto
    .createHash('sha256')
    .update(`${process.platform}-${process.arch}\n`)
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]))
    .update(fs.existsSync(lockFile) ? fs.readFileSync(lockFile) : '')
    .digest('hex');
}

function checkSpace() {
  if (fs.existsSync(modules)) return; // an update needs little more than what is there
  const { bavail, bsize } = fs.statfsSync(root);
  const freeMb = Math.floor((bavail * bsize) / 1024 ** 2);
  if (freeMb >= SPACE_NEEDED_MB) return;
  throw new Error(
    `Not enough disk space: ${root} has ${freeMb} MB free; installing and building PerfAnalysis needs ${SPACE_NEEDED_MB} MB.`,
  );
}

/**
 * Runs npm quietly; what it printed is shown when it fails.
 * @returns {Promise<void>}
 */
function install() {
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms, and a registry that serves only
  // this one gives no other. `--no-save` keeps to the locked versions and leaves the lock file as it is.
  // Development packages build the portal, so they are wanted whatever NODE_ENV says. Level error: npm warns at
  // length about engines and about packages of packages, which is no news for a user.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--no-progress',
    '--include=dev',
    '--include=optional',
  ];
  const done = stage('Installing packages');
  const npm = child_process.spawn('npm', args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = npm;
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    npm.once('error', (error) => {
      const isMissing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
      const advice =
        'npm is not on the PATH: install it (it comes with Node from https://nodejs.org/) and start again.';
      done('failed');
      reject(isMissing ? new Error(advice) : error);
    });
    npm.once('exit', (code) => {
      if (stoppedBy) {
        done('stopped');
        process.exit(128 + os.constants.signals[stoppedBy]);
      }
      if (code === 0) {
        done('');
        resolve();
      }
    });
    npm.once('close', (code) => {
      if (code === 0 || npm.pid === undefined) return;
      done('failed');
      reject(new Error(explainInstall(output)));
    });
  });
}

/** @param {string} output */
function explainInstall(output) {
  // What went wrong comes first; then npm prints how it is used and where its log lies.
  const first = output.trim().split('\n').slice(0, 12).join('\n');
  return `${first}\n\nThe packages could not be installed. ${adviceFor(output)}`;
}

/** @param {string} output */
function adviceFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/.test(output)) {
    return 'npm does not reach its registry: check the network, or its proxy and registry settings (`npm config list`), and start again.';
  }
  if (/ENOSPC/.test(output)) return `The disk that holds ${root} is full: make room and start again.`;
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `Files of ${root}, or npm's cache, belong to another user: start as their owner, or give them to yourself with chown.`;
  }
  return `Run \`npm install --no-save\` in ${root} to see everything it says.`;
}

/**
 * Names a stage while it runs; the function returned ends it. (scripts/up/stage.ts does it for the rest; it is
 * TypeScript, and not yet readable here.)
 * @param {string} name
 */
function stage(name) {
  const began = Date.now();
  process.stdout.write(`${name} …`);
  const tick = setInterval(() => {
    if (process.stdout.isTTY)
      process.stdout.write(`\r\x1b[2K${name} … ${Math.round((Date.now() - began) / 1000)} s`);
  }, 1000);
  return (/** @type {string} */ word) => {
    clearInterval(tick);
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${name} …`);
    process.stdout.write(`${word ? ` ${word} after` : ''} ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  };
}

/**
 * Runs the script on that Node and ends as it ends. The ipc channel tells the script that we are gone, whatever
 * ended us.
 * @param {string} node
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function handOver(node, script, args) {
  const running = child_process.spawn(node, [script, ...args], {
    cwd: root,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child = running;
  return new Promise((_, reject) => {
    running.once('error', reject);
    running.once('exit', (code, signal) =>
      process.exit(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']),
    );
  });
}

function passSignalsOn() {
  const lastAt = new Map();
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    const now = Date.now();
    const isEcho = now - (lastAt.get(signal) ?? 0) < 1000;
    lastAt.set(signal, now);
    stoppedBy = signal;
    if (!isEcho) child?.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, pass);
  watchNpm(() => pass('SIGTERM'));
}

/**
 * npm starts us, often through a shell that passes no signal on and outlives npm: the end of either shows as a
 * new parent. Started without npm, we may well outlive the shell we were started from.
 * @param {() => void} onGone
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const before = lineage();
  const timer = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

/** Our parent, and if that is a shell, its parent (where /proc tells). */
function lineage() {
  try {
    const [, name, parent] =
      /\((.*)\) \S (\d+)/.exec(fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash|ash|busybox|zsh|ksh)$/.test(name ?? '')
      ? `${process.ppid} ${parent}`
      : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}
