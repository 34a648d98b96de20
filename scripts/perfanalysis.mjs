#!/usr/bin/env node
// @ts-check
// What `npx perfanalysis` starts, on whatever Node the host has: hands over to one that runs TypeScript.
import child_process from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import url from 'node:url';
import { chooseNode } from './choose-node.mjs';

const folder = path.dirname(url.fileURLToPath(import.meta.url));
try {
  const modules = path.join(folder, '..', 'node_modules');
  const node = chooseNode(modules);
  const args = [path.join(folder, 'perfanalysis.ts'), ...process.argv.slice(2)];
  // From the second time on it starts in half the time. Where it may not write there it does without.
  const env = { NODE_COMPILE_CACHE: path.join(modules, '.cache', 'perfanalysis'), ...process.env };
  const running = child_process.spawn(node, args, { stdio: 'inherit', env });
  // It takes its scratch files away and ends; we end as it does.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => running.kill(signal));
  running.once('error', fail);
  running.once('exit', (code, signal) =>
    process.exit(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']),
  );
} catch (error) {
  fail(error);
}

/** @param {unknown} error */
function fail(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
