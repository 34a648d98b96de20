export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** One method per level; `event` is a short fixed text, the particulars go into fields. */
export type Log = Record<LogLevel, (event: string, fields?: Fields) => void>;

/**
 * A log of JSON lines, {"time","level","event",…fields}, from `level` upwards, which may be a function where it changes.
 * `write` takes one whole line.
 */
export function createLog(level: LogLevel | (() => LogLevel), write: (line: string) => void): Log {
  const isPrinted = (own: LogLevel): boolean =>
    LOG_LEVELS.indexOf(own) >= LOG_LEVELS.indexOf(typeof level === 'string' ? level : level());
  const at =
    (own: LogLevel) =>
    (event: string, fields: Fields = {}): void => {
      if (!isPrinted(own)) return;
      write(`${JSON.stringify({ time: new Date().toISOString(), level: own, event, ...fields })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
