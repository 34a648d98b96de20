#!/usr/bin/env node
import { help } from '../config/help.ts';
import { printConfig } from '../config/print-config.ts';
import { readSettings } from '../config/read-settings.ts';
import type { Settings } from '../config/settings.ts';
import { SettingsError } from '../config/settings-error.ts';
import { examine } from '../doctor/examine.ts';
import { formatFindings } from '../doctor/format-findings.ts';
import { createLog } from '../log.ts';
import { formatStatus } from '../status/format-status.ts';
import { readStatus } from '../status/read-status.ts';
import { collect } from './collect.ts';
import { dropCompiler } from './drop-compiler.ts';
import { endProcess } from './end-process.ts';
import { formatSamples } from './format-samples.ts';
import { keepSmall } from './keep-small.ts';
import { stopSignal } from './stop-signal.ts';
import { takeSample } from './take-sample.ts';
import { VERSION } from './version.ts';

const BAD_USAGE = 2;

/** Answers the exit status. */
async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const invocation = readSettings(argv);
  const { settings, command, json } = invocation;
  let { loglevel } = settings;
  const log = createLog(
    () => loglevel,
    (line) => process.stderr.write(line),
  );
  const reread = (): Settings => {
    const fresh = readSettings(argv).settings;
    loglevel = fresh.loglevel;
    return fresh;
  };
  if (invocation.help) process.stdout.write(help());
  else if (invocation.version) process.stdout.write(`pcc ${VERSION}\n`);
  else if (invocation.printConfig) process.stdout.write(printConfig(invocation.origin));
  else if (command === 'once') {
    const { samples, events } = await takeSample(settings, log);
    process.stdout.write(json ? `${JSON.stringify({ samples, events })}\n` : `${formatSamples(samples)}\n`);
  } else if (command === 'doctor') {
    const findings = await examine(settings, invocation.origin, `pcc/${VERSION}`);
    process.stdout.write(json ? `${JSON.stringify({ findings })}\n` : formatFindings(findings));
    return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
  } else if (command === 'status') {
    const report = readStatus(settings.statusFile);
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : formatStatus(report));
    return report.problem === null ? 0 : 1;
  } else {
    dropCompiler();
    const letGo = keepSmall();
    await collect({ settings, reread, log, signal: stopSignal() });
    letGo();
  }
  return 0;
}

main().then(
  // An open IPC channel or an idle connection must not hold the process.
  endProcess,
  (error: unknown) => {
    process.stderr.write(`pcc: ${error instanceof Error ? error.message : String(error)}\n`);
    endProcess(error instanceof SettingsError ? BAD_USAGE : 1);
  },
);
