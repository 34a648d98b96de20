import { gzipSync } from 'node:zlib';
import { HOST_COLUMNS } from '#agent/contract/metrics.ts';
import type { FuzzRequest } from './mutate.ts';

/** What the requests are made with: a machine that is there, and a time that is accepted. */
export interface FuzzGround {
  machine: string;
  /** Key of the tenant, with all scopes. */
  apiKey: string;
  /** Unix seconds. */
  now: number;
}

const STAT = 'cpu  10 0 10 80 0 0 0 0 0 0\ncpu0 10 0 10 80 0 0 0 0 0 0\nctxt 100\nprocs_running 1\n';
const DISKS = '   8       0 sda 100 0 800 10 100 0 800 10 0 20 20\n';

/** Good requests of every endpoint that takes something in. */
export function fuzzSeeds({ machine, apiKey, now }: FuzzGround): FuzzRequest[] {
  const records = [
    ['/proc/stat', STAT],
    ['/proc/uptime', '1000.00 900.00\n'],
    ['/proc/meminfo', 'MemTotal: 8000000 kB\nMemFree: 1000 kB\nMemAvailable: 500000 kB\n'],
    ['/proc/diskstats', DISKS],
  ].map(([subsystem, measurement]) => ({ timestamp: now, subsystem, measurement }));
  const stream = '11111111-2222-4333-8444-555555555555';
  const delivery = JSON.stringify({ identifier: machine, stream, first_seq: 1, snapshots: [{ records }] });
  const earlier = JSON.stringify({ identifier: machine, measurements: records });
  const collection = records.map((record) => JSON.stringify(record)).join('\n');
  const cells = HOST_COLUMNS.map((_, index) => index);
  const csv = [
    'timestamp,machine_id,'.concat(HOST_COLUMNS.join(',')),
    `${now},${machine},${cells.join(',')}`,
  ].join('\n');
  const sadf = `# hostname;interval;timestamp;CPU;%user;%nice;%system;%iowait;%steal;%idle\n${machine};60;2026-01-07 19:10:11 UTC;-1;1.0;0;1.0;0;0;98.0\n`;
  const form = [
    ['file"; filename="perf.csv', csv],
    ['machine_id', machine],
  ]
    .map(([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');
  const upload = `/api/v1/performance/upload?machine_id=${encodeURIComponent(machine)}`;
  const plan = JSON.stringify({ file_name: 'a.csv', byte_count: csv.length, machine_id: machine });
  const json = 'application/json';
  return (
    [
      ['/api/v1/trickle', json, delivery],
      ['/v1/trickle', json, earlier],
      ['/api/trickle/ingest/', json, delivery],
      ['/api/trickle/ingest', json, earlier],
      ['/v1/ping', json, '{}'],
      [upload, 'text/csv', csv],
      [upload, 'text/plain', sadf],
      [upload, 'application/x-ndjson', collection],
      [upload, 'application/gzip', gzipSync(csv)],
      ['/api/v1/performance/upload', 'multipart/form-data; boundary=edge', `${form}--edge--\r\n`],
      ['/api/performance/upload/', 'multipart/form-data; boundary=edge', `${form}--edge--\r\n`],
      ['/api/v1/uploads', json, plan],
      ['/api/v1/auth/token', json, '{"email":"a@b.example","password":"a long enough password"}'],
      ['/api/auth/login/', json, '{"username":"a@b.example","password":"a long enough password"}'],
      ['/api/v1/auth/refresh', json, '{"refresh":"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}'],
      ['/api/v1/machines/register', json, JSON.stringify({ machine_id: machine, tags: { a: 'b' } })],
    ] as const
  ).map(([path, type, body]) => ({
    method: 'POST',
    path,
    headers: { 'content-type': type, authorization: `Bearer ${apiKey}` },
    body: Buffer.from(body as string),
  }));
}
