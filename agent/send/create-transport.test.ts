import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readCertificates } from '../config/read-certificates.ts';
import { createTransport } from './create-transport.ts';
import { openProxy } from './testing/open-proxy.ts';
import type { Transport } from './transport.ts';

const folder = mkdtempSync(join(tmpdir(), 'transport-'));
const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
const subject = ['-subj', '/CN=portal.example', '-addext', 'subjectAltName=DNS:portal.example,DNS:localhost'];
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const made = spawnSync('openssl', ['req', '-x509', ...curve, '-keyout', keyFile, '-out', caFile, ...subject]);
const tls =
  made.status === 0
    ? { key: readFileSync(keyFile), cert: readFileSync(caFile), ca: [...readCertificates(caFile)] }
    : null;
rmSync(folder, { recursive: true });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const echo = ({ url, headers }: IncomingMessage, response: ServerResponse): void => {
  response.end(JSON.stringify({ url, host: headers.host, apikey: headers.apikey }));
};

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

function open(
  server: string,
  more: { ca?: readonly string[]; proxy?: URL; timeoutMs?: number } = {},
): Transport {
  const transport = createTransport({
    server,
    key: () => 'pmk_a_b',
    userAgent: 'pcc/test',
    timeoutMs: 5000,
    ...more,
  });
  closing.push(() => transport.close());
  return transport;
}

const post = async (transport: Transport) =>
  JSON.parse((await transport.post(Buffer.from('x'))).body) as object;

describe('createTransport', () => {
  test('asks a proxy for a plain http URL, in full', async () => {
    const port = await listen(createHttp(echo));
    const proxy = await openProxy(port);
    closing.push(proxy.close);
    const answer = await post(open(`http://portal.example:${port}`, { proxy: proxy.url }));
    expect(answer).toEqual({ url: '/api/v1/trickle', host: `portal.example:${port}`, apikey: 'pmk_a_b' });
    expect(proxy.asked).toMatchObject([
      {
        method: 'POST',
        target: `http://portal.example:${port}/api/v1/trickle`,
        headers: { 'proxy-authorization': `Basic ${Buffer.from('user:p@ss').toString('base64')}` },
      },
    ]);
  });

  test('gives up a server that says nothing', async () => {
    const port = await listen(createHttp(() => undefined));
    const transport = open(`http://127.0.0.1:${port}`, { timeoutMs: 50 });
    await expect(transport.post(Buffer.from('x'))).rejects.toThrow('no answer within 50 ms');
  });

  test('gives up a proxy that is not there', async () => {
    const transport = open('https://portal.example', { proxy: new URL('http://127.0.0.1:1') });
    await expect(transport.post(Buffer.from('x'))).rejects.toThrow('ECONNREFUSED');
  });
});

describe.skipIf(!tls)('createTransport with https (needs openssl for a certificate)', () => {
  test('trusts certificates of its own beside the usual ones, and no others', async () => {
    const port = await listen(createHttps(tls!, echo));
    await expect(post(open(`https://localhost:${port}`, { ca: tls!.ca }))).resolves.toMatchObject({
      apikey: 'pmk_a_b',
    });
    await expect(post(open(`https://localhost:${port}`))).rejects.toThrow(/self.signed certificate/);
    await expect(post(open(`https://127.0.0.1:${port}`, { ca: tls!.ca }))).rejects.toThrow('altnames');
  });

  test('goes through a tunnel of the proxy, once for many requests, and shows it no key', async () => {
    const port = await listen(createHttps(tls!, echo));
    const proxy = await openProxy(port);
    closing.push(proxy.close);
    const transport = open(`https://portal.example:${port}`, { ca: tls!.ca, proxy: proxy.url });
    for (let n = 0; n < 3; n += 1)
      expect(await post(transport)).toMatchObject({ host: `portal.example:${port}`, apikey: 'pmk_a_b' });
    expect(proxy.asked).toMatchObject([{ method: 'CONNECT', target: `portal.example:${port}` }]);
    expect(proxy.asked[0]?.headers).not.toHaveProperty('apikey');
  });

  test('checks the certificate inside the tunnel', async () => {
    const port = await listen(createHttps(tls!, echo));
    const proxy = await openProxy(port);
    closing.push(proxy.close);
    const transport = open(`https://other.example:${port}`, { ca: tls!.ca, proxy: proxy.url });
    await expect(post(transport)).rejects.toThrow('altnames');
  });

  test('names a proxy that refuses', async () => {
    const proxy = await openProxy(1, 407);
    closing.push(proxy.close);
    const transport = open('https://portal.example', { ca: tls!.ca, proxy: proxy.url });
    await expect(transport.post(Buffer.from('x'))).rejects.toThrow(
      'the proxy refuses a tunnel to portal.example:443 with 407',
    );
  });
});
