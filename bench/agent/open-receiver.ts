import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** One delivery of pcc: compressed bytes of the body, and snapshots in it. */
export interface Delivery {
  bytes: number;
  snapshots: number;
}

export interface Receiver {
  url: string;
  /** By the API key they came with. */
  deliveries: Map<string, Delivery[]>;
  close(): Promise<void>;
}

interface Body {
  first_seq: number;
  snapshots: unknown[];
}

/** A portal that acknowledges everything and stores nothing, on a port of this machine. */
export async function openReceiver(
  onDelivery: (delivery: Delivery) => void = () => undefined,
): Promise<Receiver> {
  const deliveries = new Map<string, Delivery[]>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const { first_seq, snapshots } = JSON.parse(gunzipSync(bytes).toString()) as Body;
      const key = String(request.headers.apikey);
      const delivery = { bytes: bytes.length, snapshots: snapshots.length };
      const known = deliveries.get(key);
      if (known) known.push(delivery);
      else deliveries.set(key, [delivery]);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          error: null,
          acked_through: first_seq + snapshots.length - 1,
          session_id: 'bench',
          server_time: new Date().toISOString(),
        }),
      );
      onDelivery(delivery);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deliveries,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
