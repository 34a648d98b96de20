import type { Reply } from './read-reply.ts';

export interface Transport {
  /** Rejects when no whole reply came: refused, reset, timed out, closed. One at a time. */
  post(body: Buffer): Promise<Reply>;
  /** Ends a request on its way, and the connection. */
  close(): void;
}
