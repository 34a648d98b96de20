#!/usr/bin/env node
import { readCtlSettings } from '../config/ctl-settings.ts';
import { SettingsError } from '../config/settings-error.ts';
import { COMMANDS } from '../ctl/commands.ts';
import { CtlError, EXIT } from '../ctl/ctl-error.ts';
import { help } from '../ctl/help.ts';
import { createClient } from '../ctl/http/create-client.ts';
import { readCommand } from '../ctl/read-command.ts';
import { readCredentials } from '../ctl/session/credentials.ts';
import { openSession } from '../ctl/session/open-session.ts';
import { USER_AGENT } from '../ctl/user-agent.ts';
import { VERSION } from './version.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A pager that was closed is no failure.
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  process.stderr.write(`pcctl: cannot write: ${error.message}\n`);
  process.exit(EXIT.failed);
});

const isJson = process.argv.includes('--json');

async function main(): Promise<void> {
  const { command, args, flags } = readCommand(process.argv.slice(2));
  if (flags.version) return void process.stdout.write(`pcctl ${VERSION}\n`);
  if (flags.help || !command) return void process.stdout.write(help(command));
  const settings = readCtlSettings(flags);
  const server = settings.server || readCredentials(settings.folder).current;
  const { signal } = interrupted;
  const session = openSession(settings.folder, server, USER_AGENT);
  const client = createClient({ server, key: settings.key, session, userAgent: USER_AGENT, signal });
  const note = (text: string): void => void (isJson || process.stderr.write(`${text}\n`));
  const answer = (value: unknown, text: string): void =>
    void process.stdout.write(`${isJson ? JSON.stringify(value) : text}\n`);
  await command.run({ settings, client, flags, commands: COMMANDS, signal, answer, note }, ...args);
}

function codeOf(error: unknown): number {
  if (interrupted.signal.aborted) return EXIT.interrupted;
  if (error instanceof SettingsError) return EXIT.usage;
  return error instanceof CtlError ? error.exitCode : EXIT.failed;
}

main().then(
  () => {
    process.exitCode = EXIT.done;
  },
  (error: unknown) => {
    const code = codeOf(error);
    const words = error instanceof Error ? error.message : String(error);
    const message = code === EXIT.interrupted ? 'interrupted' : words;
    const error_code = error instanceof CtlError ? error.errorCode || null : null;
    const fault = { status: 'error', error_code, message, exit_code: code };
    process.stderr.write(isJson ? `${JSON.stringify(fault)}\n` : `pcctl: ${message}\n`);
    process.exitCode = code;
  },
);
