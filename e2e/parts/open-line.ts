import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to the portal that can be cut. */
export interface Line {
  port: number;
  /** Cuts it, for all, once a connection has carried so many bytes to the portal. */
  cutAfter: (bytes: number) => void;
  mend: () => void;
  close: () => void;
}

/** Passes connections on to `portalPort` of this host. */
export async function openLine(portalPort: number): Promise<Line> {
  let limit = Number.POSITIVE_INFINITY;
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(portalPort, '127.0.0.1');
    let carried = 0;
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    near.on('data', (bytes) => {
      carried += bytes.length;
      if (carried < limit) return;
      isCut = true;
      cut();
    });
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    mend: () => {
      limit = Number.POSITIVE_INFINITY;
      isCut = false;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
