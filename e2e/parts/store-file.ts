import { bearer, call } from './call.ts';
import { expect } from './test.ts';

interface StoredFile {
  /** Its machine_id. */
  machine: string;
  /** What is said of the machine. */
  facts?: Record<string, unknown>;
  name: string;
  content: BlobPart;
}

/** Registers a machine of the portal at `url` and stores a file of its samples. `token` is an API key or of a user. */
export async function storeFile(
  url: string,
  token: string,
  { machine, facts, name, content }: StoredFile,
): Promise<void> {
  const made = await call(`${url}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: machine, ...facts }),
  });
  expect(made.status, made.text).toBe(201);
  const form = new FormData();
  form.set('machine_id', machine);
  form.set('file', new Blob([content]), name);
  const sent = new Request('http://portal', { method: 'POST', body: form });
  const stored = await call(`${url}/api/v1/performance/upload`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': sent.headers.get('content-type') ?? '' },
    body: Buffer.from(await sent.arrayBuffer()),
  });
  expect(stored.status, stored.text).toBe(201);
}
