// Started by truth.ts: puts this host under load for the given seconds: half a CPU, some MB a second written through to
// the disk and read back past the cache, some MB a second over the loopback interface.
import { spawn } from 'node:child_process';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const BURN_MS = 8;
const REST_MS = 8;
const WRITE_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 32 * 1024 * 1024;
const PACKET_BYTES = 32 * 1024;
const PACE_MS = { disk: 200, read: 500, net: 10 };

const [secondsText = '', path = '', role = 'all'] = process.argv.slice(2);
const end = performance.now() + Number(secondsText) * 1000;
// A driver that is gone ends its load.
process.on('disconnect', () => process.exit());

if (role === 'all') {
  // The file starts its own workers, each with one role.
  const file = fileURLToPath(import.meta.url);
  for (const part of ['cpu', 'disk', 'net']) new Worker(file, { argv: [secondsText, path, part] }).unref();
  await sleep(Number(secondsText) * 1000);
  process.exit();
} else if (role === 'cpu') await burn();
else if (role === 'disk') await writeAndRead();
else await send();

async function burn(): Promise<void> {
  while (performance.now() < end) {
    const until = performance.now() + BURN_MS;
    while (performance.now() < until);
    await sleep(REST_MS);
  }
}

async function writeAndRead(): Promise<void> {
  const block = Buffer.alloc(WRITE_BYTES, 'perfanalysis ');
  const descriptor = openSync(path, 'w');
  let readAt = 0;
  for (let offset = 0; performance.now() < end; offset = (offset + WRITE_BYTES) % FILE_BYTES) {
    writeSync(descriptor, block, 0, block.length, offset);
    fsyncSync(descriptor);
    if (performance.now() > readAt) {
      readAt = performance.now() + PACE_MS.read;
      spawn('dd', [`if=${path}`, 'of=/dev/null', 'bs=256k', 'count=8', 'iflag=direct'], { stdio: 'ignore' });
    }
    await sleep(PACE_MS.disk);
  }
  closeSync(descriptor);
}

async function send(): Promise<void> {
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const packet = Buffer.alloc(PACKET_BYTES);
  while (performance.now() < end) {
    socket.write(packet);
    await sleep(PACE_MS.net);
  }
  socket.destroy();
  server.close();
}
