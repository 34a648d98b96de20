import { type Logger, pino } from 'pino';
import { engineEnv } from '#server/env.ts';
import { currentScope } from '#server/http/request-scope.ts';
import { processWide } from '#server/process-wide.ts';

/**
 * The process's log, JSON lines on stdout; a line that belongs to a request carries its id, and its tenant's. Keys, passwords and cookies
 * are cut out wherever they turn up.
 */
export const log = (): Logger =>
  processWide('log', () =>
    pino({
      level: engineEnv().LOG_LEVEL,
      base: { pid: process.pid },
      mixin: currentScope,
      redact: {
        paths: ['*.password', '*.authorization', '*.apikey', '*.cookie', '*.secret', 'password', 'apikey'],
        censor: '[hidden]',
      },
    }),
  );
