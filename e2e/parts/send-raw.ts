import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Sends a request as it stands, which no HTTP client would, and gives its status (0: the line was cut) and body. */
export async function sendRaw(
  port: number,
  lines: readonly string[],
  body: string | Buffer = '',
): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`, 'latin1');
  socket.write(body);
  const answer = await text(socket).catch(() => '');
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}
