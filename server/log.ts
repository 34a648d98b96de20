import { type Logger, pino } from 'pino';
import { engineEnv } from '#server/env.ts';
import { currentScope } from '#server/http/request-scope.ts';
import { processWide } from '#server/process-wide.ts';

const SECRET = ['password', 'authorization', 'apikey', 'cookie', 'secret', 'token', 'otp'];

/** What never gets into a line: secrets by these names, at its top and up to two levels down. */
export const HIDDEN = {
  paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[hidden]',
};

/**
 * The process's log, JSON lines on stdout; a line that belongs to a request carries its id, and its tenant's. Nobody
 * logs keys, passwords or cookies; where one comes along with something else, it is cut out.
 */
export const log = (): Logger =>
  processWide('log', () =>
    pino({
      level: engineEnv().LOG_LEVEL,
      base: { pid: process.pid },
      mixin: currentScope,
      redact: HIDDEN,
    }),
  );
