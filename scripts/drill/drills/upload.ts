import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import { type BenchTenant, makeMachine, makeTenant } from '../../../bench/store/make-tenant.ts';
import { askPortal } from '../ask-portal.ts';
import { countLedgers } from '../count-ledgers.ts';
import { newLedger, noteAnswered, noteSent } from '../ledger.ts';
import type { Drill } from '../outcome.ts';
import { readCsv } from '../read-csv.ts';

const DAY = 24 * 3600 * 1000;
const MACHINE = 'upload-1';
/** Some of the cuts come to an upload in one call, of which nothing may be left. */
const AT_ONCE = 0.2;
const STORED_WITHIN_MS = 120_000;

/**
 * A file of several megabytes, cut off at a random byte again and again. Sent in parts, it goes on where the portal says it
 * is; sent in one call, nothing of it is left. In the end it is stored once, with the checksum it was announced with.
 */
export const upload: Drill = async (run) => {
  const { site, random, say } = run;
  const [first, second] = site.portals;
  const tenant = await makeTenant('upload', first.port);
  await makeMachine(tenant, MACHINE);
  const rounds = run.rounds({ full: 100, quick: 15 });
  const rows = run.quick ? 20_000 : 100_000;
  const start = Math.floor(Date.now() / DAY) * DAY - 10 * DAY;
  const file = makeFile(Array.from({ length: rows }, (_, row) => start + row * 5000));
  const other = makeFile(Array.from({ length: 20_000 }, (_, row) => start + 500 + row * 5000));
  const ledger = newLedger(MACHINE, 'mem_used');
  noteSent(ledger, readCsv(file.text, ledger.column), 'in-parts.csv');
  noteSent(ledger, readCsv(other.text, ledger.column), 'at-once.csv');
  noteAnswered(
    ledger,
    readCsv(other.text, ledger.column).map(({ time }) => time),
    'refused',
  );
  const wrong: string[] = [];
  // Whichever portal answers.
  const port = () => (random() < 0.5 ? first : second).port;

  const announced = await askPortal({
    ...{ port: port(), path: '/api/v1/uploads', method: 'POST' },
    headers: { ...tenant.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{
        file_name: 'in-parts.csv',
        byte_count: file.bytes.length,
        machine_id: MACHINE,
        sha256: file.sha256,
      },
    }),
  });
  if (announced.status !== 201) throw new Error(`announced: ${announced.status} ${announced.text}`);
  const id: string = JSON.parse(announced.text).upload_id;
  const show = async () => {
    const shown = await askPortal({ port: port(), path: `/api/v1/uploads/${id}`, headers: tenant.headers });
    return JSON.parse(shown.text) as { status: string; received_bytes: number; error: unknown };
  };
  let sent = 0;
  for (let round = 0; round < rounds; round += 1) {
    run.signal.throwIfAborted();
    if (random() < AT_ONCE) {
      const query = `machine_id=${MACHINE}&file_name=at-once.csv`;
      await cutOff(tenant, {
        ...{ port: port(), path: `/api/v1/performance/upload?${query}`, method: 'POST' },
        ...{ body: other.bytes, at: Math.floor(random() * other.bytes.length) },
      });
      continue;
    }
    const offset = await settled(async () => (await show()).received_bytes);
    if (offset < sent) wrong.push(`the portal had ${sent} bytes and has ${offset}`);
    sent = offset;
    const rest = file.bytes.subarray(offset);
    // So far on average that the last cut is near the end.
    const length = Math.min(rest.length, Math.ceil((file.bytes.length / rounds) * 2));
    await cutOff(tenant, {
      ...{ port: port(), path: `/api/v1/uploads/${id}/content?offset=${offset}`, method: 'PUT' },
      ...{ body: rest.subarray(0, 4 * 1024 ** 2), at: Math.floor(random() * length) },
    });
    if ((round + 1) % 25 === 0) say(`${round + 1} of ${rounds}: cut off; the portal has ${offset} bytes`);
  }
  for (;;) {
    const { status, received_bytes: offset } = await show();
    if (status !== 'receiving') break;
    const answer = await askPortal({
      ...{ port: port(), path: `/api/v1/uploads/${id}/content?offset=${offset}`, method: 'PUT' },
      headers: { ...tenant.headers, 'content-type': 'application/octet-stream' },
      body: file.bytes.subarray(offset, offset + 8 * 1024 ** 2),
    });
    // A call that was cut off may still be storing what it brought.
    if (answer.status !== 200 && answer.status !== 409) {
      wrong.push(`the rest: ${answer.status} ${answer.text.slice(0, 300)}`);
      break;
    }
  }
  let state = await show();
  for (
    const end = Date.now() + STORED_WITHIN_MS;
    !['done', 'failed'].includes(state.status);
    state = await show()
  ) {
    if (Date.now() > end) break;
    await sleep(200);
  }
  if (state.status === 'done')
    noteAnswered(
      ledger,
      readCsv(file.text, ledger.column).map(({ time }) => time),
      'acknowledged',
    );
  else wrong.push(`the file is ${state.status}: ${JSON.stringify(state.error)}`);
  const counted = await countLedgers(tenant, first.port, [ledger]);
  return {
    faults: rounds,
    ...counted,
    wrong: [...wrong, ...counted.wrong],
    notes: [`a file of ${file.bytes.length} bytes, stored with the SHA-256 it was announced with`],
  };
};

function makeFile(times: readonly number[]): { text: string; bytes: Buffer; sha256: string } {
  const text = makeCsv(times, { machine: MACHINE });
  const bytes = Buffer.from(text);
  return { text, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Sends the first `at` bytes of a body, and cuts the line. */
function cutOff(
  { headers }: BenchTenant,
  { port, path, method, body, at }: { port: number; path: string; method: string; body: Buffer; at: number },
): Promise<void> {
  return new Promise((resolve) => {
    const sent = request({
      ...{ host: '127.0.0.1', port, path, method, agent: false },
      headers: { ...headers, 'content-type': 'text/csv', 'content-length': body.length },
    });
    sent.on('error', () => {});
    sent.on('close', resolve);
    sent.write(body.subarray(0, at), () => sent.destroy());
    if (at === 0) sent.destroy();
  });
}

/** The value of `ask` when it is the same twice in a row: what was cut off may still be on its way into the table. */
async function settled(ask: () => Promise<number>): Promise<number> {
  for (let before = await ask(); ; ) {
    await sleep(20);
    const now = await ask();
    if (now === before) return now;
    before = now;
  }
}
