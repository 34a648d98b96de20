import type { Server, ServerResponse } from 'node:http';

const isStream = (response: ServerResponse) =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');

/** Ends it as it should end, so that its reader simply comes back; who still writes to it is not heard. */
function endStream(response: ServerResponse): void {
  response.on('error', () => {});
  response.end();
}

/**
 * Lets a server end as its callers wish it: nothing new is taken, live streams are closed (their readers come back, to
 * another process), and what is being answered is answered, for at most `patienceMs`.
 * @returns how many answers were cut off
 */
export async function drainServer(
  server: Server,
  open: ReadonlySet<ServerResponse>,
  patienceMs: number,
): Promise<number> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of open) {
    if (isStream(response)) endStream(response);
    // Else the connection stays for a next request, and the server with it.
    else if (!response.headersSent) response.setHeader('Connection', 'close');
  }
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    patience = setTimeout(() => resolve('late'), patienceMs);
  });
  const outcome = await Promise.race([closed, late]);
  clearInterval(sweep);
  clearTimeout(patience);
  if (outcome !== 'late') return 0;
  const cut = open.size;
  server.closeAllConnections();
  return cut;
}
