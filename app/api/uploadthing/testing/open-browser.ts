import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { inPieces } from '#server/uploads/in-pieces.ts';

/** What of a browser UploadThing's client uses, for a page of `host` whose server listens on `port`. */
export interface Browser {
  fetch: typeof fetch;
  XMLHttpRequest: unknown;
  /** Breaks the next connection that sends a file after so many bytes of it. */
  breakAfter: (bytes: number) => void;
  /** Status of every answer to a PUT so far. */
  puts: number[];
}

/** Names below `localhost` do not resolve in Node: all goes to the loopback address with the page's own headers. */
export function openBrowser(page: { host: string; port: number; cookie: string }): Browser {
  let breakAt = Number.POSITIVE_INFINITY;
  const puts: number[] = [];

  const ask = (url: string, method: string, headers: Record<string, string>): ClientRequest => {
    const { pathname, search } = new URL(url);
    return request({
      host: '127.0.0.1',
      port: page.port,
      path: pathname + search,
      method,
      agent: false,
      headers: { ...headers, host: page.host, cookie: page.cookie, origin: `http://${page.host}` },
    });
  };
  const textOf = async (answer: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const piece of answer.setEncoding('utf8')) text += piece;
    return text;
  };

  const browserFetch = (input: string | URL | Request, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const sent = ask(String(input), init.method ?? 'GET', headers);
      sent.on('error', reject);
      sent.on('response', async (answer) => {
        const text = await textOf(answer);
        const fields = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
        resolve(
          new Response(text === '' ? null : text, {
            status: answer.statusCode ?? 0,
            headers: [...fields] as [string, string][],
          }),
        );
      });
      sent.end(init.body as string | undefined);
    });

  class BrowserRequest extends EventTarget {
    upload = new EventTarget();
    responseType = '';
    status = 0;
    statusText = '';
    response: unknown = null;
    #url = '';
    #headers: Record<string, string> = {};
    #sent: ClientRequest | undefined;

    open(_method: string, url: string) {
      this.#url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name] = value;
    }
    abort() {
      this.#sent?.destroy();
    }
    async send(form: FormData) {
      const { headers, body } = new Response(form);
      const sent = ask(this.#url, 'PUT', {
        ...this.#headers,
        'content-type': headers.get('content-type') ?? '',
      });
      this.#sent = sent;
      sent.on('error', () => this.dispatchEvent(new Event('error')));
      sent.on('response', async (answer) => {
        this.status = answer.statusCode ?? 0;
        puts.push(this.status);
        const text = await textOf(answer);
        this.response = text === '' ? null : JSON.parse(text);
        this.dispatchEvent(new Event('load'));
      });
      let loaded = 0;
      for await (const piece of inPieces(body as unknown as AsyncIterable<Uint8Array>, 262_144)) {
        if (sent.destroyed) return;
        await new Promise<void>((resolve) => sent.write(piece, () => resolve()));
        loaded += piece.byteLength;
        this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded }));
        if (loaded < breakAt) continue;
        breakAt = Number.POSITIVE_INFINITY;
        sent.destroy(new Error('broken'));
        return;
      }
      sent.end();
    }
  }

  return {
    fetch: browserFetch as typeof fetch,
    XMLHttpRequest: BrowserRequest,
    breakAfter: (bytes) => {
      breakAt = bytes;
    },
    puts,
  };
}
