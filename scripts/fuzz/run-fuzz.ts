import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type FuzzRequest, mutate } from './mutate.ts';
import { seededRandom } from './random.ts';
import { fuzzSeeds } from './seeds.ts';

export interface FuzzOptions {
  /** Host header of the tenant. */
  host: string;
  port: number;
  /** Admin key of the tenant. */
  apiKey: string;
  seed: number;
  /** It ends with the first of the two. */
  requests: number;
  seconds: number;
}

export interface FuzzResult {
  sent: number;
  /** Answers by status; 0: the portal closed the line. */
  byStatus: Record<number, number>;
  /** Requests that were answered with a 5xx, or not at all: what is wrong, and the request. */
  faults: { status: number; answer: string; request: FuzzRequest }[];
  /** Refused requests that were sent once more, to see that they change nothing. */
  repeated: number;
  /** What they changed. */
  stored: string[];
}

const AT_ONCE = 8;
const KEPT_REFUSED = 100;
const TOGETHER = 20;
/** Files are counted per key: 30 a minute. */
const FILES_PER_KEY = 25;

/** Sends mutated requests to every endpoint that takes something in. The same seed sends the same. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const send = (asked: FuzzRequest) => sendOnce(agent, options, asked);
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${options.apiKey}`, 'content-type': 'application/json' };
    const sent = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    return (await send({ method, path, headers, body: sent })).text;
  };
  const machine = `fuzz-${options.seed}-${Date.now()}`;
  await call('POST', '/api/v1/machines/register', { machine_id: machine });
  const random = seededRandom(options.seed);
  const ground = { machine, apiKey: options.apiKey, now: Math.floor(Date.now() / 1000) - 60 };
  const seeds = fuzzSeeds(ground);
  const result: FuzzResult = { sent: 0, byStatus: {}, faults: [], repeated: 0, stored: [] };
  const refused: FuzzRequest[] = [];

  let files = 0;
  let fileKey = '';
  const keyFor = async ({ path }: FuzzRequest) => {
    if (!path.includes('upload')) return options.apiKey;
    if (files++ % FILES_PER_KEY === 0) {
      const scopes = ['ingest', 'read', 'write'];
      fileKey = JSON.parse(await call('POST', '/api/v1/api-keys', { name: 'fuzz', scopes })).key;
    }
    return fileKey;
  };
  const signed = async (asked: FuzzRequest) => ({
    ...asked,
    headers: { ...asked.headers, authorization: `Bearer ${await keyFor(asked)}` },
  });
  const tryOnce = async () => {
    const asked = await signed(mutate(random.pick(seeds), random));
    const { status, text } = await send(asked);
    result.byStatus[status] = (result.byStatus[status] ?? 0) + 1;
    if (status >= 500 || status === 0)
      result.faults.push({ status, answer: text.slice(0, 300), request: asked });
    if (status >= 400 && status !== 429 && refused.length < KEPT_REFUSED) refused.push(asked);
  };

  const end = Date.now() + options.seconds * 1000;
  while (result.sent < options.requests && Date.now() < end && result.faults.length < 20) {
    await Promise.all(Array.from({ length: AT_ONCE }, tryOnce));
    result.sent += AT_ONCE;
  }

  // Another state of the portal may let one in; then nothing follows of those sent with it.
  for (let at = 0; at < refused.length; at += TOGETHER) {
    const some = refused.slice(at, at + TOGETHER);
    const before = await storedIn(call, machine);
    let isRefused = true;
    for (const asked of some) isRefused = (await send(await signed(asked))).status >= 400 && isRefused;
    const after = await storedIn(call, machine);
    if (!isRefused) continue;
    result.repeated += some.length;
    for (const [what, value] of Object.entries(after)) if (before[what] !== value) result.stored.push(what);
  }
  agent.destroy();
  return result;
}

type Call = (method: string, path: string) => Promise<string>;

/** What the tenant has, as far as requests like these could change it. */
async function storedIn(call: Call, machine: string): Promise<Record<string, string>> {
  const listed: { machines: { machine_id: string }[] } = JSON.parse(
    await call('GET', '/api/v1/machines/list?limit=1000'),
  );
  const samples = await call('GET', `/api/v1/performance/export?machine_id=${machine}`);
  const uploads: { uploads: { status: string }[] } = JSON.parse(
    await call('GET', '/api/v1/uploads?limit=100'),
  );
  return {
    machines: listed.machines.map(({ machine_id }) => machine_id).join('\n'),
    samples: createHash('sha256').update(samples).digest('hex'),
    uploads: JSON.stringify(uploads.uploads.filter(({ status }) => status === 'done')),
  };
}

/** One request; status 0 when the line broke before an answer. */
function sendOnce(
  agent: Agent,
  { host, port }: FuzzOptions,
  { method, path, headers, body }: FuzzRequest,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { ...headers, host, 'content-length': body.length },
        timeout: 60_000,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => resolve({ status: 0, text: 'cut off' }));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer in 60 s')));
    sent.on('error', (error) => resolve({ status: 0, text: error.message }));
    sent.end(body);
  });
}
