import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  port: number;
  /** How many answers have been cut off. */
  cuts: () => number;
  close: () => void;
}

/**
 * A network in front of `target`, a port of this host. Requests pass whole; when the answer to one comes, `cuts` decides
 * whether the caller gets a reset instead. What the request did is done by then.
 */
export async function openCuttingProxy(target: number, cuts: () => boolean): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((caller) => {
    const portal = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [caller, portal],
      [portal, caller],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    caller.pipe(portal);
    portal.once('data', (first: Buffer) => {
      if (cuts()) {
        count += 1;
        caller.resetAndDestroy();
        return;
      }
      caller.write(first);
      portal.pipe(caller);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => count,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
