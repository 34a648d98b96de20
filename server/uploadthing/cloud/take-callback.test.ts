import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';
import { findUploadByKey } from '#server/uploads/find-upload-by-key.ts';
import { sign } from '../sign.ts';

const apiKey = 'sk_test';
process.env.UPLOADTHING_TOKEN = Buffer.from(
  JSON.stringify({ apiKey, appId: 'app', regions: ['x'], ingestHost: 'ingest.invalid' }),
).toString('base64');

// Settings are read once a process: loaded anew, the modules see the token.
vi.resetModules();
const { takeCallback } = await import('./take-callback.ts');

let acme: TenantContext;
let host: string;
beforeAll(async () => {
  acme = await freshTenant();
  host = `${acme.tenant.slug}.localhost:3000`;
});

const callback = (key: string, over: { url?: string; host?: string; signedWith?: string } = {}) => {
  const url = over.url ?? 'https://evil.example/file';
  const body = JSON.stringify({
    status: 'uploaded',
    origin: 'https://x.ingest.invalid',
    metadata: {},
    file: {
      key,
      name: 'a.csv',
      size: 20,
      type: '',
      customId: null,
      url,
      appUrl: url,
      ufsUrl: url,
      fileHash: '',
    },
  });
  return new Request(`http://${over.host ?? host}/api/uploadthing?slug=samples`, {
    method: 'POST',
    headers: {
      host: over.host ?? host,
      'content-type': 'application/json',
      'uploadthing-hook': 'callback',
      'x-uploadthing-signature': sign(body, over.signedWith ?? apiKey),
    },
    body,
  });
};

const announced = async () => {
  const fileKey = randomUUID();
  await beginUpload(acme, { fileName: 'a.csv', byteCount: 20, machine: null, counters: null, fileKey });
  return fileKey;
};

test('a call that the cloud did not sign, or for nobody here, changes nothing', async () => {
  const key = await announced();
  await expect(takeCallback(callback(key, { signedWith: 'sk_other' }))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  for (const other of ['localhost:3000', 'nobody.localhost:3000'])
    await expect(takeCallback(callback(key, { host: other }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await findUploadByKey(acme, key)).status).toBe('receiving');
});

test('a signed call that names a file elsewhere fetches nothing, and its upload is given up', async () => {
  const key = await announced();
  const answer = await takeCallback(callback(key, { url: 'http://127.0.0.1:1/file' }));
  expect(answer.status).toBe(200);
  await vi.waitFor(
    () => expect(findUploadByKey(acme, key)).rejects.toMatchObject({ code: 'NOT_FOUND' }),
    10_000,
  );
});

test('a key of another tenant is unknown', async () => {
  const key = await announced();
  const other = await freshTenant();
  await takeCallback(callback(key, { host: `${other.tenant.slug}.localhost:3000` }));
  expect((await findUploadByKey(acme, key)).status).toBe('receiving');
});
