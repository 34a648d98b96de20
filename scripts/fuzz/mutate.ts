import { gzipSync } from 'node:zlib';
import type { Random } from './random.ts';

/** A request but for its host; `body` as it goes over the wire. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Text that has broken parsers before. */
const WORDS = [
  ...[
    '\0',
    '\\u0000',
    '\\ud800',
    '\ud83d',
    '\ufeff',
    '\u2028',
    '"',
    "'",
    '\\',
    '\r\n',
    ';',
    ',',
    '=',
    '\x1b',
  ],
  ...[
    'NaN',
    'Infinity',
    '1e309',
    '-1',
    '0',
    '1e-400',
    '9007199254740993',
    '99999999999999999999',
    '0x10',
    '-0',
  ],
  ...['null', 'true', '[]', '{}', '[[[[[[[[', '{"__proto__":{"x":1}}', '__proto__', 'constructor', '""'],
  ...[
    '2026-02-30T00:00:00Z',
    '1970-01-01',
    '+275760-09-13T00:00:00Z',
    '$1',
    "');--",
    '%00',
    '../../x',
    '\t\t\t',
  ],
];
const VALUES = [
  null,
  true,
  -1,
  1e308,
  1.5,
  '',
  '\0',
  '\ud800',
  [],
  {},
  [[]],
  'x'.repeat(5000),
  2 ** 53,
  '1e309',
];
const TYPES = [
  ...['text/plain', 'text/csv', 'application/json', 'application/octet-stream', 'multipart/form-data', ''],
  ...[
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="',
    'application/json; charset=utf-16',
    '/',
  ],
];
const ENCODINGS = ['gzip', 'br', 'deflate', 'identity', 'gzip, gzip', 'GZIP', 'x'];

function changeBytes(body: Buffer, random: Random): Buffer {
  const at = random.below(body.length + 1);
  const until = Math.min(body.length, at + 1 + random.below(40));
  const [head, part, tail] = [body.subarray(0, at), body.subarray(at, until), body.subarray(until)];
  const word = Buffer.from(random.pick(WORDS));
  return random.pick([
    () => Buffer.concat([head, tail]),
    () => Buffer.concat([head, part, part, tail]),
    () => Buffer.concat([head, word, part, tail]),
    () => Buffer.concat([head, word, tail]),
    () => Buffer.concat([head, Buffer.from([random.below(256)]), tail]),
    () => head,
    () => Buffer.concat([body, body]),
    () => Buffer.concat([head, Buffer.alloc(random.below(20_000), word), tail]),
  ])();
}

/** Another value somewhere in JSON; the bytes as they are when it is none. */
function changeJson(body: Buffer, random: Random): Buffer {
  let root: unknown;
  try {
    root = JSON.parse(body.toString());
  } catch {
    return changeBytes(body, random);
  }
  let at = root;
  while (typeof at === 'object' && at !== null && Object.keys(at).length > 0) {
    const keys = Object.keys(at);
    const key = random.pick(keys);
    const within = (at as Record<string, unknown>)[key];
    if (typeof within === 'object' && within !== null && random.below(3) > 0) {
      at = within;
      continue;
    }
    if (random.below(5) === 0) delete (at as Record<string, unknown>)[key];
    else (at as Record<string, unknown>)[key] = random.pick(VALUES);
    break;
  }
  return Buffer.from(JSON.stringify(root));
}

/** The request with one to four changes: of its JSON, its bytes, or of what its headers say of them. */
export function mutate(request: FuzzRequest, random: Random): FuzzRequest {
  let { body } = request;
  const headers = { ...request.headers };
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const kind = random.below(12);
    if (kind < 5) body = changeJson(body, random);
    else if (kind < 10) body = changeBytes(body, random);
    else if (kind === 10) headers['content-type'] = random.pick(TYPES);
    else headers['content-encoding'] = random.pick(ENCODINGS);
  }
  if (headers['content-encoding']?.toLowerCase() === 'gzip' && random.below(2) === 0) body = gzipSync(body);
  // Larger than anything is read here, and no news.
  return { ...request, headers, body: body.subarray(0, 2_000_000) };
}
