import type { IncomingMessage, ServerResponse } from 'node:http';
import { recallRefusal } from '#server/rate-limits/recall-refusal.ts';
import { inRequest } from './request-scope.ts';
import { toResponse } from './to-response.ts';

/** Today's API; the earlier systems' answers have other forms, and their routes make them. */
const API = '/api/v1/';

/**
 * Answers a call at the door whose caller was just told to wait and did not, as its route would. @returns whether it did
 */
export function refuseAgain(request: IncomingMessage, response: ServerResponse): boolean {
  if (!request.url?.startsWith(API)) return false;
  const refused = recallRefusal(request);
  if (!refused) return false;
  const { error, limit } = refused;
  const send = () =>
    void inRequest(String(request.headers['x-request-id']), async () => {
      const answer = toResponse(error);
      response.writeHead(answer.status, {
        ...Object.fromEntries(answer.headers),
        'RateLimit-Limit': limit,
        'RateLimit-Remaining': '0',
        'RateLimit-Reset': String(error.details.retry_after),
      });
      response.end(await answer.text());
    });
  // A connection that is closed while its caller still sends is reset, and the answer with it is lost.
  request.once('end', send).resume();
  return true;
}
