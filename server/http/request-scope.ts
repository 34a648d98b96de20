import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from '#server/process-wide.ts';

const scope = () =>
  processWide('requestScope', () => new AsyncLocalStorage<{ requestId: string; tenantId?: string }>());

/** Runs `run` as part of the request `requestId`: answers, faults and log lines made meanwhile carry that id. */
export const inRequest = <T>(requestId: string, run: () => T): T => scope().run({ requestId }, run);

/** The id of the request that is being answered; undefined outside of one. */
export const currentRequestId = (): string | undefined => scope().getStore()?.requestId;

/** Notes whose request this is, once that is known. */
export const noteTenant = (tenantId: string): void => {
  const store = scope().getStore();
  if (store) store.tenantId = tenantId;
};

/** What a log line of now belongs to; empty outside of a request. */
export const currentScope = (): { requestId?: string; tenant?: string } => {
  const { requestId, tenantId } = scope().getStore() ?? {};
  return { ...(requestId && { requestId }), ...(tenantId && { tenant: tenantId }) };
};
