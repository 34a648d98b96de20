import { connect } from 'node:net';

/** SSLRequest, the one question PostgreSQL answers before log-in, even while it is still starting. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Whether a PostgreSQL server answers on this port of 127.0.0.1 (within 2 seconds). */
export function answersAsPostgres(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('connect', () => socket.write(SSL_REQUEST));
    socket.once('data', (reply) => finish(reply[0] === 0x4e || reply[0] === 0x53)); // N or S
  });
}
