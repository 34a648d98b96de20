import type { IncomingMessage } from 'node:http';
import { CtlError, EXIT } from '../ctl-error.ts';
import { unreachable } from './open-response.ts';

/** More than any list of ours has on a page. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Reads a response that should be JSON; null when it is empty. Throws CtlError with the portal's own words when it is a
 * refusal, and one that says so when it is not a portal that answers.
 */
export async function readAnswer(server: string, response: IncomingMessage): Promise<unknown> {
  const status = response.statusCode ?? 0;
  const text = await readText(server, response);
  let value: unknown = null;
  try {
    value = text === '' ? null : JSON.parse(text);
  } catch {
    throw new CtlError(
      `${server} answers ${status} with something that is not JSON: is this the address of a portal?`,
      EXIT.unreachable,
    );
  }
  if (status >= 200 && status < 300) return value;
  const { message, error, error_code: code, details } = (value ?? {}) as Record<string, unknown>;
  const words = [message, error].find((one) => typeof one === 'string') ?? `the portal answers ${status}`;
  throw new CtlError(
    String(words),
    status === 401 || status === 403 ? EXIT.notAllowed : EXIT.failed,
    typeof code === 'string' ? code : '',
    { details: typeof details === 'object' && details !== null ? { ...details } : {} },
  );
}

async function readText(server: string, response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST) throw new Error('an answer over 64 MB');
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreachable(server, error);
  }
  return Buffer.concat(chunks).toString();
}
