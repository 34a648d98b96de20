import { hmac } from '#server/secrets.ts';

/** A mark by which a backup knows the server secret again. */
export const secretMark = (): string => hmac('backup', 'mark').toString('hex');
