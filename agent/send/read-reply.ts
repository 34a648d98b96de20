import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What the server said. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Longer than any answer of ours; what comes behind is read and thrown away. */
export const LONGEST_REPLY = 64 * 1024;

/** Reads a response to its end. Rejects when the connection breaks before. */
export async function readReply(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (length < LONGEST_REPLY) chunks.push(chunk);
    length += chunk.length;
  }
  const body = Buffer.concat(chunks).toString('utf8', 0, LONGEST_REPLY);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
