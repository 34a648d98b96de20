import { type IncomingHttpHeaders, request } from 'node:http';

/** An answer; status 0: there was none, and `text` says why. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Question {
  port: number;
  path: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

const PATIENCE_MS = 60_000;

/** One HTTP call to a portal on this host, on a connection of its own. A line that breaks is an answer too. */
export function askPortal({ port, path, method = 'GET', headers = {}, body }: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const none = (text: string) => resolve({ status: 0, headers: {}, text });
    const sent = request(
      {
        host: '127.0.0.1',
        agent: false,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        ...{ port, path, method },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', (error) => none(error.message));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    const patience = setTimeout(
      () => sent.destroy(new Error(`no answer in ${PATIENCE_MS / 1000} s`)),
      PATIENCE_MS,
    );
    sent.on('close', () => clearTimeout(patience));
    sent.on('error', (error) => none(error.message));
    sent.end(body);
  });
}
