// perfanalysis report FILE… : reports from files or from this host, without portal and without PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommanderError } from 'commander';
import { AppError } from '#server/errors.ts';
import { chooseProgram } from './choose-program.mjs';
import { explainFault } from './perfanalysis/explain-fault.ts';
import { parseArguments } from './perfanalysis/parse-arguments.ts';
import { UsageError } from './perfanalysis/usage-error.ts';

const STATUS = { done: 0, failed: 1, usage: 2 } as const;

/** Answers the exit status. */
async function main(): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'perfanalysis-'));
  // Whatever ends the process: what lies in there is somebody's data.
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  // The query engine keeps its files below DATA_DIR; its log would stand between what we say.
  process.env.DATA_DIR = scratch;
  process.env.LOG_LEVEL ??= 'silent';
  try {
    // npm changes to the project's folder; the files are named from where it was called.
    const from = process.env.npm_lifecycle_event === 'report' ? process.env.INIT_CWD : undefined;
    const place = { folder: resolve(from ?? process.cwd()), environment: process.env };
    const request = await parseArguments(process.argv.slice(2), place);
    // The renderers look for their bundles in the folder the process works in.
    process.chdir(resolve(import.meta.dirname, '..'));
    const { makeReport } = await import('./perfanalysis/make-report.ts');
    await makeReport(request, scratch);
    await keepProgram();
    return STATUS.done;
  } catch (error) {
    // Help and the like: it has said what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? STATUS.done : STATUS.usage;
    process.stderr.write(`${explainFault(error)}\n`);
    if (!(error instanceof AppError) && !(error instanceof UsageError) && process.env.DEBUG)
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return error instanceof UsageError ? STATUS.usage : STATUS.failed;
  }
}

/** So that it starts faster the next time. Where there is nothing to build with, or no right to write, it need not. */
async function keepProgram(): Promise<void> {
  if (!import.meta.filename.endsWith('.ts') || !chooseProgram(process.cwd()).endsWith('.ts')) return;
  try {
    const { buildProgram } = await import('./perfanalysis/build-program.ts');
    await buildProgram();
  } catch (error) {
    if (process.env.DEBUG) process.stderr.write(`The program was not bundled: ${error}\n`);
  }
}

// What is left on the event loop, such as a worker that was just ended, need not be waited for.
process.exit(await main());
