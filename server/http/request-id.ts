import { randomUUID } from 'node:crypto';

const PLAIN = /^[\w.=-]{8,128}$/;

/** `given` when it can be an id, else a new one. What a client says is believed only where a proxy of ours says it. */
export const requestId = (given: string | string[] | null | undefined): string =>
  typeof given === 'string' && PLAIN.test(given) ? given : randomUUID();
