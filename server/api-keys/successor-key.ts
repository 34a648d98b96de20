import { hmac } from '#server/secrets.ts';
import { formatKey } from './key-format.ts';

/**
 * The key with this id that replaces another. Its secret is HMAC-SHA-256 of the id under a secret of the server, so
 * that it can be announced again and again to an agent that has not taken it over yet, and is kept nowhere.
 */
export const successorKey = (keyId: string): string => formatKey(keyId, hmac('successor-key', keyId));
