#!/usr/bin/env node
// @ts-check
// What `npx perfanalysis` starts, on whatever Node the host has: hands over to one that runs TypeScript, unless it is that.
import child_process from 'node:child_process';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import url from 'node:url';
import { chooseNode } from './choose-node.mjs';
import { chooseProgram } from './choose-program.mjs';

const root = path.join(path.dirname(url.fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
/** From the second time on it starts in half the time. Where it may not write there it does without. */
const CACHE = path.join(modules, '.cache', 'perfanalysis');
try {
  const node = chooseNode(modules);
  if (node === process.execPath) {
    module.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? CACHE);
    await import(url.pathToFileURL(chooseProgram(root)).href);
  } else handOver(node);
} catch (error) {
  fail(error);
}

/** @param {string} node */
function handOver(node) {
  const args = [chooseProgram(root), ...process.argv.slice(2)];
  const env = { NODE_COMPILE_CACHE: CACHE, ...process.env };
  const running = child_process.spawn(node, args, { stdio: 'inherit', env });
  // It takes its scratch files away and ends; we end as it does.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => running.kill(signal));
  running.once('error', fail);
  running.once('exit', (code, signal) =>
    process.exit(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']),
  );
}

/** @param {unknown} error */
function fail(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
