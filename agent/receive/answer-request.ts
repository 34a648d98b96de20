import type { IncomingMessage } from 'node:http';
import { authorize } from './authorize.ts';
import { chooseIdentifier } from './choose-identifier.ts';
import type { KeyRing } from './key-ring.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Store } from './open-store.ts';
import { type Delivery, parseDelivery } from './parse-delivery.ts';
import { readBody } from './read-body.ts';
import { ReceiveError } from './receive-error.ts';

export interface Answer {
  status: number;
  body: Readonly<Record<string, unknown>>;
  /** Seconds. */
  retryAfter: number | null;
}

export interface Receiver {
  ring: KeyRing;
  store: Store;
  budget: MemoryBudget;
  /** Told of what is not the sender's fault, with the id that the sender sees. */
  onUnknownError(error: unknown, requestId: string): void;
}

const ok = (body: Answer['body']): Answer => ({ status: 200, body, retryAfter: null });

/** Answers a request; never throws. Senders on `/v1/` that do not number get errors as they know them. */
export async function answerRequest(
  request: IncomingMessage,
  receiver: Receiver,
  requestId: string,
): Promise<Answer> {
  const path = (request.url ?? '').split('?')[0]?.replace(/\/+$/, '');
  let isEarlier = path?.startsWith('/v1/') ?? false;
  try {
    if (request.method === 'POST' && (path === '/v1/ping' || path === '/api/v1/ping')) {
      authorize(request.headers, receiver.ring);
      return ok({ error: null, message: 'pong' });
    }
    if (request.method === 'POST' && (path === '/v1/trickle' || path === '/api/v1/trickle')) {
      const owner = authorize(request.headers, receiver.ring);
      const text = await readBody(request);
      return await receiver.budget.hold(text.length, async () => {
        const json = parseJson(text);
        isEarlier &&= !isNumbered(json);
        const delivery = parseDelivery(json);
        const identifier = chooseIdentifier(owner, delivery.identifier);
        return ok(acknowledge(delivery, await receiver.store.submit(identifier, delivery)));
      });
    }
    throw new ReceiveError(
      404,
      'NOT_FOUND',
      'There is POST /v1/ping and POST /v1/trickle here, nothing else.',
    );
  } catch (error) {
    return refuse(error, isEarlier, requestId, receiver);
  }
}

function acknowledge(delivery: Delivery, ackedThrough: number): Answer['body'] {
  if (delivery.kind === 'measurements') return { error: null };
  return {
    error: null,
    acked_through: ackedThrough,
    session_id: delivery.stream,
    server_time: new Date().toISOString(),
  };
}

function refuse(error: unknown, isEarlier: boolean, requestId: string, receiver: Receiver): Answer {
  const known = error instanceof ReceiveError ? error : null;
  if (!known) receiver.onUnknownError(error, requestId);
  const message = known?.message ?? 'Something went wrong on our side. Send it again.';
  const body = isEarlier
    ? { error: message }
    : {
        status: 'error',
        error_code: known?.code ?? 'INTERNAL',
        message,
        details: known?.details ?? {},
        request_id: requestId,
      };
  return { status: known?.status ?? 500, body, retryAfter: known?.retryAfter ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReceiveError(400, 'INVALID_JSON', 'The body is not JSON.');
  }
}

const isNumbered = (body: unknown): boolean => typeof body === 'object' && body !== null && 'stream' in body;
