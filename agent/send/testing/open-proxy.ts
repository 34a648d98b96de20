import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** What a proxy was asked for. */
interface Asked {
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
}

/**
 * A proxy that sends everything to `port` of this machine, whatever host it is asked for; with `refuse` it answers with
 * that status.
 */
export async function openProxy(port: number, refuse?: number) {
  const asked: Asked[] = [];
  const server = createServer((incoming, response) => {
    const { method = '', url = '', headers } = incoming;
    asked.push({ method, target: url, headers });
    const forwarded = request({ port, method, path: new URL(url).pathname, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(forwarded);
  });
  server.on('connect', ({ method = '', url = '', headers }, socket) => {
    asked.push({ method, target: url, headers });
    if (refuse) {
      socket.end(`HTTP/1.1 ${refuse} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://user:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}`),
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
