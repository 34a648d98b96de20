import type { CtlSettings } from '../config/ctl-settings.ts';
import type { Client } from './http/create-client.ts';
import type { Flags, OptionName } from './options.ts';

/** What a command works with. */
export interface Ctl {
  settings: CtlSettings;
  client: Client;
  flags: Flags;
  /** Everything there is, for completion. */
  commands: readonly Command[];
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
  /** The result, to standard output: as JSON when that was asked for, else as text. */
  answer(value: unknown, text: string): void;
  /** A word to the person at the terminal, to standard error; not with --json. */
  note(text: string): void;
}

export interface Command {
  /** One or two words. */
  name: string;
  /** Names of its arguments; the last may end in `?`, or in `…` where there may be several. FILE is one. */
  params: readonly string[];
  summary: string;
  options: readonly OptionName[];
  run(ctl: Ctl, ...args: string[]): Promise<void>;
}
