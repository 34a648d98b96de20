import { LONGEST_REPLY, type Reply } from './read-reply.ts';

/** Takes the bytes of one HTTP/1.1 response as they come. */
export interface ReplyReader {
  /** Answers the reply once it is whole. Throws where this is no response. */
  take(bytes: Buffer): Reply | null;
  /** The connection was closed: the end of a reply without a length, null where one is cut off. */
  end(): Reply | null;
  /** Whether the connection may carry another request, once the reply is whole. */
  isReusable(): boolean;
}

const LONGEST_HEAD = 64 * 1024;
/** How the end of a body is known (RFC 9112, 6.3): by its length in bytes, by its last chunk, by the connection's end. */
type Framing = { left: number } | 'chunks' | 'close';

/** Reads as much of HTTP/1.1 as an answer to one POST at a time needs. */
export function createReplyReader(): ReplyReader {
  let pending: Buffer = Buffer.alloc(0);
  let head: { status: number; headers: Record<string, string>; isOld: boolean } | null = null;
  let framing: Framing = 'close';
  /** Of chunks: bytes left of this one, or what line comes next. */
  let chunk: number | 'size' | 'after' | 'trailer' = 'size';
  const kept: Buffer[] = [];
  let length = 0;
  let isWhole = false;

  const keep = (bytes: number): number => {
    const part = pending.subarray(0, bytes);
    if (length < LONGEST_REPLY) kept.push(Buffer.from(part));
    length += part.length;
    pending = pending.subarray(part.length);
    return part.length;
  };
  const line = (): string | null => {
    const end = pending.indexOf('\n');
    if (end === -1 && pending.length > LONGEST_HEAD)
      throw new Error('no HTTP response: a line without an end');
    if (end === -1) return null;
    const text = pending.toString('latin1', 0, end).replace(/\r$/, '');
    pending = pending.subarray(end + 1);
    return text;
  };
  const readHead = (): boolean => {
    for (;;) {
      const end = /\r?\n\r?\n/.exec(pending.toString('latin1', 0, LONGEST_HEAD));
      if (!end) {
        if (pending.length >= LONGEST_HEAD) throw new Error('no HTTP response: a head without an end');
        return false;
      }
      const [first = '', ...lines] = pending.toString('latin1', 0, end.index).split(/\r?\n/);
      pending = pending.subarray(end.index + end[0].length);
      const [, minor, code] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(first) ?? [];
      if (code === undefined) throw new Error(`no HTTP response: "${first.slice(0, 40)}"`);
      const status = Number(code);
      // 1xx is before the answer.
      if (status < 200) continue;
      const headers: Record<string, string> = {};
      for (const field of lines) {
        const [, name = '', value = ''] = /^([^\s:]+):\s*(.*?)\s*$/.exec(field) ?? [];
        if (name !== '') headers[name.toLowerCase()] = value;
      }
      head = { status, headers, isOld: minor === '0' };
      framing = framingOf(status, headers);
      return true;
    }
  };
  const readChunks = (): boolean => {
    for (;;) {
      if (typeof chunk === 'number') {
        chunk -= keep(chunk);
        if (chunk > 0) return false;
        chunk = 'after';
      }
      const text = line();
      if (text === null) return false;
      if (chunk === 'trailer') {
        if (text === '') return true;
      } else if (chunk === 'after') {
        if (text !== '') throw new Error('no HTTP response: a chunk longer than its size');
        chunk = 'size';
      } else {
        const [, size] = /^([0-9a-f]{1,8})\s*(?:;|$)/i.exec(text) ?? [];
        if (size === undefined) throw new Error('no HTTP response: a chunk without a size');
        chunk = Number.parseInt(size, 16) || 'trailer';
      }
    }
  };
  const readBody = (): boolean => {
    if (framing === 'chunks') return readChunks();
    if (framing === 'close') {
      keep(pending.length);
      return false;
    }
    framing.left -= keep(framing.left);
    return framing.left === 0;
  };
  const reply = (): Reply | null => {
    if (!head) return null;
    isWhole = true;
    const body = Buffer.concat(kept).toString('utf8', 0, LONGEST_REPLY);
    return { status: head.status, headers: head.headers, body };
  };
  return {
    take(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
      return (head || readHead()) && readBody() ? reply() : null;
    },
    end: () => (framing === 'close' ? reply() : null),
    isReusable: () =>
      isWhole &&
      framing !== 'close' &&
      pending.length === 0 &&
      head?.isOld === false &&
      !/\bclose\b/i.test(head.headers.connection ?? ''),
  };
}

function framingOf(status: number, headers: Readonly<Record<string, string>>): Framing {
  if (status === 204 || status === 304) return { left: 0 };
  const { 'transfer-encoding': coding, 'content-length': length } = headers;
  if (coding !== undefined) return /\bchunked$/i.test(coding) ? 'chunks' : 'close';
  if (length === undefined) return 'close';
  if (!/^\d{1,15}$/.test(length))
    throw new Error(`no HTTP response: content-length is "${length.slice(0, 40)}"`);
  return { left: Number(length) };
}
