import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import type { BenchTenant } from '../../bench/store/make-tenant.ts';
import { askPortal } from './ask-portal.ts';
import { type Ledger, noteAnswered, noteSent } from './ledger.ts';
import { readCsv } from './read-csv.ts';

/** Somebody who uploads files, and what he met. */
export interface FileSender {
  ledger: Ledger;
  wrong: string[];
  answers: Map<number, number>;
  /** Sends the next file; `keen` until it is stored or queued, else once. */
  send: (how: { keen: boolean; queued: boolean }) => Promise<void>;
  /** Waits until every queued file is stored. */
  settle: () => Promise<void>;
}

const ROWS = 400;
/** A key may send thirty files a minute, and we send at most four a second. */
const KEYS = 10;
const PACE_MS = 250;
const PATIENCE_MS = 90_000;
const SETTLE_MS = 150_000;
const DAY = 24 * 3600 * 1000;

/** Sends files of 400 rows, each of other moments than the one before. `mayWait`: 503 is a right answer. */
export async function openFileSender(options: {
  tenant: BenchTenant;
  ledger: Ledger;
  port: () => number;
  mayWait: boolean;
  /** Aborted: it gives up. */
  signal: AbortSignal;
}): Promise<FileSender> {
  const { tenant, ledger, mayWait, signal } = options;
  const wrong: string[] = [];
  const answers = new Map<number, number>();
  const queued = new Map<string, readonly number[]>();
  const start = Math.floor(Date.now() / DAY) * DAY - 20 * DAY;
  // Made beforehand: later the database may be away.
  const keys = await Promise.all(Array.from({ length: KEYS }, () => newKey(tenant)));
  let files = 0;
  let tries = 0;

  const post = async (path: string, body: Buffer) => {
    const authorization = `Bearer ${keys[tries++ % KEYS]}`;
    const headers = { host: tenant.host, authorization, 'content-type': 'text/csv' };
    const answer = await askPortal({ port: options.port(), path, headers, method: 'POST', body });
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    return answer;
  };
  const isWait = (status: number) => status === 0 || (mayWait && status === 503);

  return {
    ledger,
    wrong,
    answers,
    async send({ keen, queued: later }) {
      const name = `${ledger.machine}-${files}.csv`;
      const times = Array.from({ length: ROWS }, (_, row) => start + (files * ROWS + row) * 2000);
      files += 1;
      const csv = makeCsv(times, { machine: ledger.machine, salt: files });
      noteSent(ledger, readCsv(csv, ledger.column), name);
      const query = `file_name=${name}${later ? '&async=1' : ''}`;
      for (const end = Date.now() + PATIENCE_MS; ; await sleep(PACE_MS, undefined, { signal })) {
        const { status, text } = await post(`/api/v1/performance/upload?${query}`, Buffer.from(csv));
        if (status === 202) return void queued.set(JSON.parse(text).upload_id, times);
        if (status === 201 || status === 200) return noteAnswered(ledger, times, 'acknowledged');
        if (!isWait(status)) wrong.push(`${name}: ${status} ${text.slice(0, 300)}`);
        if (!keen) {
          // Refused in words, not by a line that broke: nothing of it may be there.
          if (status !== 0) noteAnswered(ledger, times, 'refused');
          return;
        }
        if (Date.now() > end) return void wrong.push(`${name}: not taken for ${PATIENCE_MS / 1000} s`);
      }
    },
    async settle() {
      for (const end = Date.now() + SETTLE_MS; queued.size > 0; await sleep(500, undefined, { signal }))
        for (const [id, times] of queued) {
          const { status, text } = await askPortal({
            ...{ port: options.port(), path: `/api/v1/uploads/${id}`, headers: tenant.headers },
          });
          const state = status === 200 ? String(JSON.parse(text).status) : '';
          // 202 was the acknowledgement, whatever became of it.
          noteAnswered(ledger, times, 'acknowledged');
          if (state === 'done') queued.delete(id);
          else if (state === 'failed' || Date.now() > end) {
            wrong.push(`upload ${id} was taken and is ${state || status}: ${text.slice(0, 300)}`);
            queued.delete(id);
          }
        }
    },
  };
}

async function newKey({ ctx }: BenchTenant): Promise<string> {
  const { createApiKey } = await import('#server/api-keys/create-api-key.ts');
  const made = await createApiKey(ctx, {
    name: `drill ${randomUUID()}`,
    scopes: ['ingest', 'read', 'write'],
  });
  return made.key;
}
