/** What the command line says. */
export interface Flags {
  collect?: string;
  interval: string;
  pdf?: string;
  html?: string;
  json?: string;
  config?: string;
  machine?: string;
  counters?: string;
  title?: string;
  customer?: string;
  logo?: string;
  accent?: string;
  sections?: string;
  timezone?: string;
  paper?: string;
  start?: string;
  end?: string;
  compare?: string[];
  compareStart?: string;
  compareEnd?: string;
}

/** Where the command was called. */
export interface Place {
  /** That paths are relative to. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
}
