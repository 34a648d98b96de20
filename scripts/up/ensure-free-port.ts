import { once } from 'node:events';
import { createServer } from 'node:net';
import { portHolder } from './port-holder.ts';

/**
 * Checks that a TCP port can be bound on all addresses (or on `host`).
 * @throws a sentence naming the port, who holds it where that can be seen, and what to do.
 */
export async function ensureFreePort(port: number, host?: string): Promise<void> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(explain(port, cause), { cause });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function explain(port: number, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const other = `PORT=${port === 65_535 ? 3001 : port + 1} npm run up`;
  if (code === 'EADDRINUSE') {
    const holder = portHolder(port);
    const who = holder ? ` by ${holder.name} (process ${holder.pid})` : '';
    return `Port ${port} is taken${who}: stop that program, or choose another port with \`${other}\`.`;
  }
  if (code === 'EACCES')
    return `Port ${port} is only for root: choose one above 1023, as in \`PORT=3001 npm run up\`.`;
  return `Port ${port} cannot be used (${cause instanceof Error ? cause.message : cause}).`;
}
