import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ensureFreePort } from './ensure-free-port.ts';

const servers = new Set<ReturnType<typeof createServer>>();
afterEach(() => {
  for (const server of servers) server.close();
  servers.clear();
});

async function listenOn(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  servers.add(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port taken on %s is named, with its holder and a way out',
  async (host) => {
    const port = await listenOn(host);
    const who = process.platform === 'linux' ? ` by \\S+( \\S+)* \\(process ${process.pid}\\)` : '';
    await expect(ensureFreePort(port)).rejects.toThrow(
      new RegExp(
        `^Port ${port} is taken${who}: stop that program, or choose another port with \`PORT=\\d+ npm run up\`\\.$`,
      ),
    );
  },
);

test('a free port passes, and stays free', async () => {
  const port = await listenOn('127.0.0.1');
  for (const server of servers) server.close();
  await ensureFreePort(port);
  await ensureFreePort(port, '127.0.0.1');
});

test('a host that is not here is said to be so', async () => {
  await expect(ensureFreePort(3000, '192.0.2.1')).rejects.toThrow(
    /Port 3000 cannot be used \(.*EADDRNOTAVAIL/,
  );
});
