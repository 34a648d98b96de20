import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from '#server/process-wide.ts';

const scope = () => processWide('requestScope', () => new AsyncLocalStorage<{ requestId: string }>());

/** Runs `run` as part of the request `requestId`: answers, faults and log lines made meanwhile carry that id. */
export const inRequest = <T>(requestId: string, run: () => T): T => scope().run({ requestId }, run);

/** The id of the request that is being answered; undefined outside of one. */
export const currentRequestId = (): string | undefined => scope().getStore()?.requestId;
