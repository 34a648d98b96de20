import { randomBytes, randomUUID } from 'node:crypto';
import { genUploader } from 'uploadthing/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { createMember } from '#server/members/create-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { listUploads } from '#server/uploads/list-uploads.ts';
import type { FileRouter } from '#server/uploadthing/file-router.ts';
import { sign } from '#server/uploadthing/sign.ts';
import { readSent } from '#server/uploadthing/testing/read-sent.ts';
import { uploadToken } from '#server/uploadthing/upload-token.ts';
import { type Browser, openBrowser } from './testing/open-browser.ts';
import { serveIngest } from './testing/serve-ingest.ts';

const MIB = 1024 ** 2;
const password = 'a long enough password';
let acme: TenantContext;
let server: Awaited<ReturnType<typeof serveIngest>>;
let ann: Browser;

/** A browser in which a new member of this role is signed in. */
async function browserOf(tenant: TenantContext, role: 'admin' | 'analyst' | 'viewer'): Promise<Browser> {
  const host = `${tenant.tenant.slug}.localhost:3000`;
  const email = `${randomUUID()}@acme.example`;
  await createMember({ tenantId: tenant.tenant.id, email, name: role, password, role });
  const claims = await signIn({ host, email, password, address: '10.0.0.1', userAgent: null });
  const cookie = (await headersOf(claims, host)).get('cookie') ?? '';
  return openBrowser({ host, port: server.port, cookie });
}

/** UploadThing's own client in this browser. */
function clientOf(browser: Browser, tenant = acme) {
  Object.assign(globalThis, { XMLHttpRequest: browser.XMLHttpRequest });
  const url = new URL(`http://${tenant.tenant.slug}.localhost:3000/api/uploadthing`);
  return genUploader<FileRouter>({ url, fetch: browser.fetch, package: 'test' });
}

const send = (browser: Browser, files: File[], input: { attempt?: string; machine_id?: string } = {}) =>
  clientOf(browser).uploadFiles('samples', { files, input: { attempt: randomUUID(), ...input } });

/** Nothing of it compresses or repeats: a byte in the wrong place is seen. */
const bytesOf = (size: number) => randomBytes(size);
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'perf.csv') => new File([bytes], name);

const stored = (key: string) => readSent(acme, key);

/** Announces a file by hand. @returns its signed link */
async function announce(browser: Browser, size: number, attempt: string = randomUUID()) {
  const answer = await browser.fetch(
    `http://${acme.tenant.slug}.localhost:3000/api/uploadthing?actionType=upload&slug=samples`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files: [{ name: 'by hand.csv', size, type: '' }], input: { attempt } }),
    },
  );
  return { status: answer.status, body: await answer.json() };
}

const put = (browser: Browser, url: string, body: Buffer, range = 'bytes=0-') => {
  const boundary = 'xxx';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`;
  return browser.fetch(url, {
    method: 'PUT',
    headers: { range, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), body, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
};

beforeAll(async () => {
  server = await serveIngest();
  acme = await freshTenant();
  await registerMachine(acme, { machine_id: 'web-01' });
  ann = await browserOf(acme, 'analyst');
});
afterAll(() => server.close());

describe("UploadThing's client", () => {
  test('sends a file of several MB whole', async () => {
    const bytes = bytesOf(5 * MIB + 7);
    const [sent] = await send(ann, [fileOf(bytes, 'a "quoted" näme.csv')], { machine_id: 'web-01' });
    const { row, bytes: kept } = await stored(sent!.key);
    expect(kept.equals(bytes)).toBe(true);
    expect(row).toMatchObject({ status: 'queued', file_name: 'a "quoted" näme.csv', machine_id: 'web-01' });
    expect(sent!.serverData).toEqual({ upload_id: row?.id, status: 'queued' });
  });

  test('sends several files at once', async () => {
    const contents = [bytesOf(MIB), bytesOf(100), bytesOf(2 * MIB)];
    const sent = await send(
      ann,
      // Two of one name and size are two files.
      [...contents, contents[1]!].map((bytes) => fileOf(bytes)),
    );
    expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
    for (const [index, { key }] of sent.entries())
      expect((await stored(key)).bytes.equals(contents[index] ?? contents[1]!)).toBe(true);
  });

  test('goes on where a connection broke, with the same attempt', async () => {
    const bytes = bytesOf(7 * MIB);
    const attempt = randomUUID();
    const before = ann.puts.length;
    ann.breakAfter(5 * MIB);
    await expect(send(ann, [fileOf(bytes)], { attempt })).rejects.toMatchObject({ code: 'UPLOAD_FAILED' });
    expect(ann.puts.length).toBe(before);

    let first = -1;
    let sent: Awaited<ReturnType<typeof send>> = [];
    // The broken call may still be storing what it got; then the client is told to ask again.
    for (let tries = 0; sent.length === 0 && tries < 50; tries++)
      sent = await clientOf(ann)
        .uploadFiles('samples', {
          files: [fileOf(bytes)],
          input: { attempt },
          onUploadProgress: ({ loaded }) => {
            if (first < 0) first = loaded;
          },
        })
        .catch((error) => {
          expect(error.data).toMatchObject({ error_code: 'CONFLICT' });
          first = -1;
          return [];
        });
    expect(first).toBeGreaterThanOrEqual(4 * MIB);
    expect((await stored(sent[0]!.key)).bytes.equals(bytes)).toBe(true);
  });

  test('pauses and resumes', async () => {
    const bytes = bytesOf(7 * MIB);
    const file = fileOf(bytes);
    let paused = false;
    const upload = await clientOf(ann).createUpload('samples', {
      files: [file],
      input: { attempt: randomUUID() },
      onUploadProgress: ({ loaded }) => {
        if (paused || loaded < 5 * MIB) return;
        paused = true;
        upload.pauseUpload(file);
        // Until the paused call has stored what it got.
        setTimeout(() => upload.resumeUpload(file), 1000);
      },
    });
    const sent = await upload.done(file);
    expect(paused).toBe(true);
    expect((await stored(sent.key)).bytes.equals(bytes)).toBe(true);
  });

  test.each([
    ['an empty file', 0, /is empty/],
    ['a file over the limit', 100 * MIB + 1, /over 100 MiB/],
  ])('is told what is wrong with %s before it sends it', async (_, size, message) => {
    const file = fileOf(Buffer.alloc(1));
    Object.defineProperty(file, 'size', { value: size });
    await expect(send(ann, [file])).rejects.toMatchObject({ message: expect.stringMatching(message) });
    const { uploads } = await listUploads(acme);
    expect(uploads.filter(({ byte_count }) => byte_count === size)).toEqual([]);
  });

  test('may not send without the scope, nor another input', async () => {
    const viewer = await browserOf(acme, 'viewer');
    await expect(send(viewer, [fileOf(bytesOf(10))])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(send(ann, [fileOf(bytesOf(10))], { attempt: 'x' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    const stranger = openBrowser({
      host: `${acme.tenant.slug}.localhost:3000`,
      port: server.port,
      cookie: '',
    });
    await expect(send(stranger, [fileOf(bytesOf(10))])).rejects.toThrow('Sign in first.');
  });
});

describe('a signed link', () => {
  let bea: Browser;
  beforeAll(async () => {
    bea = await browserOf(acme, 'analyst');
  });
  const links = async () => (await announce(bea, 20)).body[0] as { url: string; key: string };

  test('is good for its file alone, and once', async () => {
    const { url, key } = await links();
    const bytes = bytesOf(20);
    expect((await put(bea, url, bytes.subarray(0, 5))).status).toBe(400);
    const asked = await bea.fetch(url, { method: 'HEAD' });
    expect(asked.headers.get('x-ut-range-start')).toBe('5');
    const late = await put(bea, url, bytes, 'bytes=0-');
    expect(await late.json()).toMatchObject({ error_code: 'CONFLICT', details: { expected: 5 } });
    expect(await (await put(bea, url, bytesOf(16), 'bytes=5-')).json()).toMatchObject({
      error_code: 'LENGTH_MISMATCH',
    });
    expect((await put(bea, url, bytes.subarray(5), 'bytes=5-')).status).toBe(200);
    expect((await stored(key)).bytes.equals(bytes)).toBe(true);
    for (const method of ['HEAD', 'PUT'])
      expect((await bea.fetch(url, { method, headers: { range: 'bytes=20-' } })).status).toBe(404);
  });

  test('is nothing to others: another member, another tenant, nobody', async () => {
    const { url } = await links();
    const bob = await browserOf(acme, 'analyst');
    const admin = await browserOf(acme, 'admin');
    expect((await put(bob, url, bytesOf(20))).status).toBe(404);
    const other = await freshTenant();
    const foreign = await browserOf(other, 'admin');
    expect((await put(foreign, url, bytesOf(20))).status).toBe(403);
    expect((await put(admin, url, bytesOf(20))).status).toBe(200);
  });

  test('cannot be made up', async () => {
    const { url, key } = await links();
    const { apiKey } = uploadToken(acme.tenant.id);
    const [before = ''] = url.split('&signature=');
    const signed = (text: string) => `${text}&signature=${encodeURIComponent(sign(text, apiKey))}`;
    expect(signed(before)).toBe(url);
    const expired = signed(before.replace(/expires=\d+/, `expires=${Date.now() - 1}`));
    const answers = await Promise.all(
      [
        url.replace('x-ut-file-size=20', 'x-ut-file-size=21'),
        url.slice(0, -1),
        before,
        `${before}&signature=`,
        before.replace(/\?.*/, ''),
        url.replace(key, `${key}x`),
        expired,
      ].map(async (made) => (await put(bea, made, bytesOf(20))).json()),
    );
    expect(new Set(answers.map(({ error_code }) => error_code))).toEqual(new Set(['FORBIDDEN']));
    expect(answers.at(-1)).toMatchObject({ details: { expired: true } });
    // Signed, but of no upload that is there.
    for (const unknown of [
      signed(before.replace(key, 'nothing')),
      signed(before.replace('size=20', 'size=21')),
    ])
      expect((await put(bea, unknown, bytesOf(20))).status).toBe(404);
  });

  test.each([
    ['no multipart', 'text/csv', 'a,b', 'UNSUPPORTED_FORMAT'],
    ['no boundary', 'multipart/form-data', 'a,b', 'UNSUPPORTED_FORMAT'],
    ['no file', 'multipart/form-data; boundary=x', '--x--\r\n', 'MISSING_FILE'],
    ['nothing', 'multipart/form-data; boundary=x', '', 'LENGTH_MISMATCH'],
    [
      'a body that ends before its file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      'LENGTH_MISMATCH',
    ],
    [
      'a field instead of a file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc\r\n--x--\r\n',
      'MISSING_FILE',
    ],
  ])('takes a body of %s with a sentence', async (_, type, body, code) => {
    const { url } = await links();
    const answer = await bea.fetch(url, { method: 'PUT', headers: { 'content-type': type }, body });
    expect(await answer.json()).toMatchObject({ error_code: code });
  });

  test.each(['bytes=', 'bytes=-5', 'bytes=1-2', 'lines=0-', 'bytes=9007199254740993-'])(
    'refuses the range %j',
    async (range) => {
      const { url } = await links();
      const answer = await put(bea, url, bytesOf(20), range);
      expect(await answer.json()).toMatchObject({ error_code: 'INVALID_INPUT' });
    },
  );

  test('is the same for the same attempt, and no other', async () => {
    const attempt = randomUUID();
    const [one, again, another] = [
      await announce(bea, 20, attempt),
      await announce(bea, 20, attempt),
      await announce(bea, 20),
    ];
    expect(one.body[0].key).toBe(again.body[0].key);
    expect(one.body[0].key).not.toBe(another.body[0].key);
    await put(bea, one.body[0].url, bytesOf(20));
    expect(await announce(bea, 20, attempt)).toMatchObject({ status: 409, body: { error_code: 'CONFLICT' } });
  });
});

test("a callback is the cloud's, and here is none", async () => {
  const answer = await ann.fetch(`http://${acme.tenant.slug}.localhost:3000/api/uploadthing?slug=samples`, {
    method: 'POST',
    headers: { 'uploadthing-hook': 'callback', 'x-uploadthing-signature': 'hmac-sha256=00' },
    body: '{}',
  });
  expect(answer.status).toBe(404);
});
