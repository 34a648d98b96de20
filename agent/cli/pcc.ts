#!/usr/bin/env node
import { help } from '../config/help.ts';
import { printConfig } from '../config/print-config.ts';
import { readSettings } from '../config/read-settings.ts';
import { SettingsError } from '../config/settings-error.ts';
import { createLog } from '../log.ts';
import { collect } from './collect.ts';
import { formatSamples } from './format-samples.ts';
import { stopSignal } from './stop-signal.ts';
import { takeSample } from './take-sample.ts';
import { VERSION } from './version.ts';

const BAD_USAGE = 2;

async function main(): Promise<void> {
  const invocation = readSettings(process.argv.slice(2));
  const { settings, command, json } = invocation;
  const log = createLog(settings.loglevel, (line) => process.stderr.write(line));
  if (invocation.help) process.stdout.write(help());
  else if (invocation.version) process.stdout.write(`pcc ${VERSION}\n`);
  else if (invocation.printConfig) process.stdout.write(printConfig(invocation.origin));
  else if (command === 'once') {
    const { samples, events } = await takeSample(settings, log);
    process.stdout.write(json ? `${JSON.stringify({ samples, events })}\n` : `${formatSamples(samples)}\n`);
  } else await collect(settings, log, stopSignal());
}

main().then(
  // An open IPC channel or an idle connection must not hold the process.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`pcc: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof SettingsError ? BAD_USAGE : 1);
  },
);
