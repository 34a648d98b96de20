#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { PROCESS_HELP, readProcessSettings } from '../config/process-settings.ts';
import { SettingsError } from '../config/settings-error.ts';
import { formatProgress } from '../process/format-progress.ts';
import type { Input } from '../process/open-input.ts';
import { processCollection } from '../process/process-collection.ts';
import { stopSignal } from './stop-signal.ts';
import { VERSION } from './version.ts';

const BAD_USAGE = 2;
const FAULTS_SHOWN = 20;
const PROGRESS_MS = 200;
const ERASE_LINE = '\r\u001b[K';

// What lives between two chunks is little: a young generation that grows with the pace only takes more memory, 180 MB.
setFlagsFromString('--semi-space-growth-factor=1');

async function main(): Promise<void> {
  const settings = readProcessSettings(process.argv.slice(2));
  if (settings.help) return void process.stdout.write(PROCESS_HELP);
  if (settings.version) return void process.stdout.write(`pcprocess ${VERSION}\n`);

  const { isTTY } = process.stderr;
  const say = (text: string): void =>
    void process.stderr.write(`${isTTY ? ERASE_LINE : ''}pcprocess: ${text}\n`);
  const started = performance.now();
  let shownAt = started;
  let faults = 0;
  const counts = await processCollection({
    ...settings,
    writtenBy: `pcprocess ${VERSION}`,
    signal: stopSignal(),
    onFault(text) {
      faults += 1;
      if (faults <= FAULTS_SHOWN) say(`${text}; passed over`);
    },
    onProgress(input: Input) {
      const now = performance.now();
      if (!isTTY || now - shownAt < PROGRESS_MS) return;
      shownAt = now;
      process.stderr.write(
        `${ERASE_LINE}${formatProgress(input.taken(), input.size, (now - started) / 1000)}`,
      );
    },
  });
  if (counts.damaged > FAULTS_SHOWN) say(`${counts.damaged - FAULTS_SHOWN} more damaged lines passed over`);
  say(
    `${counts.snapshots} snapshots from ${counts.lines} lines, ${counts.damaged} damaged, to ${settings.outdir}`,
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`pcprocess: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof SettingsError ? BAD_USAGE : 1);
  },
);
