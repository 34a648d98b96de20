// Starts the portal on a built project: the start-up gate, then Next behind one small door.
import { createServer, type ServerResponse } from 'node:http';
import next from 'next';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { ensureDatabase } from '#server/health/ensure-database.ts';
import { admitRequest } from '#server/http/admit-request.ts';
import { answerPolicy, INERT_POLICY } from '#server/http/content-security-policy.ts';
import { doubtfulSettings } from '#server/http/doubtful-settings.ts';
import { drainServer } from '#server/http/drain-server.ts';
import { httpsAddress } from '#server/http/https-address.ts';
import { refuseAgain } from '#server/http/refuse-again.ts';
import { inRequest } from '#server/http/request-scope.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { sharedHeaders } from '#server/http/shared-headers.ts';
import { NO_PROXY, parseTrustedProxies } from '#server/http/trusted-proxies.ts';
import { log } from '#server/log.ts';
import { timeRequest } from '#server/telemetry/time-request.ts';
import { verifyTenants } from '#server/tenancy/verify-tenants.ts';
import { orRefuse } from './or-refuse.ts';

// next-auth builds its URLs from the Host header, which admitRequest and the route have checked.
process.env.AUTH_TRUST_HOST = 'true';

const { settings, tenants } = await orRefuse(async () => {
  const settings = env();
  await ensureDatabase();
  return { settings, tenants: await verifyTenants() };
});
for (const doubt of doubtfulSettings(settings)) log().warn(doubt);
const { PORT, HOST, TRUST_PROXY, PUBLIC_URL } = settings;
const proxies = parseTrustedProxies(TRUST_PROXY) ?? NO_PROXY;
const always = new Map(Object.entries(securityHeaders(PUBLIC_URL)));
/** Pages have their policy from proxy.ts; what the API answers is no page. */
const isPage = (path = '') => !/^\/(?:api|v1)\//.test(path);
await closeAllTenantDbs();

// No `hostname`: Next would take a rewrite by proxy.ts for one to another server (127.0.0.1 is not localhost).
const app = next({ dev: false, dir: process.cwd(), port: PORT });
await app.prepare();
const handle = app.getRequestHandler();

const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  open.add(response);
  response.on('close', () => open.delete(response));
  timeRequest(request.url ?? '/', response);
  const refusal = admitRequest(request, proxies);
  response.setHeader('X-Request-Id', request.headers['x-request-id'] ?? '');
  response.setHeaders(always);
  response.setHeaders(new Map(Object.entries(sharedHeaders(request.url))));
  if (refusal) response.setHeader('Content-Security-Policy', INERT_POLICY);
  else if (!isPage(request.url)) response.setHeader('Content-Security-Policy', answerPolicy(request.url));
  if (refusal) {
    response.writeHead(refusal.status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
    response.end(refusal.message);
    return;
  }
  const secure = httpsAddress(request, PUBLIC_URL);
  if (secure !== null) {
    response.writeHead(308, { Location: secure }).end();
    return;
  }
  if (refuseAgain(request, response)) return;
  // Whatever is logged meanwhile carries the request's id.
  void inRequest(String(request.headers['x-request-id']), () => handle(request, response));
});
server.listen(PORT, HOST, () => log().info({ port: PORT, host: HOST, tenants }, 'portal is ready'));

/** Shorter than what an orchestrator waits before it kills (Docker 10 s is too short: deploy/ sets 30). */
const PATIENCE_MS = 25_000;

async function stop(): Promise<void> {
  const cut = await drainServer(server, open, PATIENCE_MS);
  log().info({ cut }, 'portal has stopped');
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
