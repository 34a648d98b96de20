import type { IncomingHttpHeaders } from 'node:http';
import type { KeyRing } from './key-ring.ts';
import type { KeyOwner } from './read-keys.ts';
import { ReceiveError } from './receive-error.ts';

/** The owner of the key in `apikey` or `Authorization: Bearer`. Throws ReceiveError UNAUTHENTICATED, INVALID_API_KEY. */
export function authorize(headers: IncomingHttpHeaders, ring: KeyRing): KeyOwner {
  const [, bearer] = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const key = headers.apikey ?? bearer;
  if (typeof key !== 'string' || key === '') {
    throw new ReceiveError(401, 'UNAUTHENTICATED', 'Send an API key in the header "apikey".');
  }
  const owner = ring.find(key);
  if (!owner) throw new ReceiveError(401, 'INVALID_API_KEY', 'This API key is not valid here.');
  return owner;
}
