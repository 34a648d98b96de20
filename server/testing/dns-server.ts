import { createSocket } from 'node:dgram';

/** A DNS server of a test: it knows TXT records, and can fall silent. */
export interface DnsServer {
  /** As DnsServers takes it. */
  servers: string[];
  /** TXT records by name; a value may be several pieces. A name that is not there does not exist. */
  records: Map<string, (string | string[])[]>;
  /** Answers nothing, a server failure, or what it knows. */
  mode: 'answer' | 'silent' | 'fail';
  close: () => Promise<void>;
}

const NXDOMAIN = 3;
const SERVFAIL = 2;
const TXT = 16;

/** A DNS server on UDP on this host (RFC 1035): one question a message, answers of TXT records only. */
export async function openDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const state: Pick<DnsServer, 'records' | 'mode'> = { records: new Map(), mode: 'answer' };
  socket.on('message', (message, { port, address }) => {
    if (state.mode === 'silent') return;
    const { name, end } = readName(message, 12);
    const type = message.readUInt16BE(end);
    const question = message.subarray(12, end + 4);
    const known = state.records.get(name);
    const found = type === TXT ? (known ?? []) : [];
    const code = state.mode === 'fail' ? SERVFAIL : known ? 0 : NXDOMAIN;
    const answers = state.mode === 'fail' ? [] : found.map(answerOf);
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    // A response that recursed, to a question that wanted it.
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([header, question, ...answers]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    servers: [`127.0.0.1:${socket.address().port}`],
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  });
}

/** A name as labels of a length and bytes, up to an empty one. */
function readName(message: Buffer, from: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = from;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function answerOf(record: string | string[]): Buffer {
  const pieces = [record].flat().map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)]));
  const data = Buffer.concat(pieces);
  // The name is the question's, at offset 12; class IN; to live for no time.
  const head = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
