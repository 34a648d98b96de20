import { proxyFor } from '../config/proxy-for.ts';
import { readCertificates } from '../config/read-certificates.ts';
import { serverUrl } from '../config/server-url.ts';
import type { Settings } from '../config/settings.ts';
import type { Reply } from '../send/read-reply.ts';
import type { Finding } from './finding.ts';
import { pingServer } from './ping-server.ts';

const TIMEOUT_MS = 10_000;
/** Dates of HTTP have whole seconds, and the answer takes its time. */
const CLOCK_TOLERANCE_S = 10;

/** What to do about an error of the connection, by its code. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_)/, 'no such name: check PCC_SERVER and the name servers of this machine'],
  [/^ECONNREFUSED$/, 'nothing listens there: check host and port of PCC_SERVER, and whether the portal runs'],
  [/^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'no way there: check firewall and route, or set HTTPS_PROXY'],
  [
    /^(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_)/,
    'the certificate is not trusted: give its authority as PCC_CA_FILE',
  ],
  [/^ERR_TLS_CERT_ALTNAME/, 'the certificate is for another name: use that name in PCC_SERVER'],
  [/^(?:EPROTO|ERR_SSL)/, 'no TLS there: check the port, or use http:// with --insecure-http'],
];

/** Whether the portal is reached and takes the key, and how far its clock is from ours. */
export async function checkServer(settings: Settings, userAgent: string, now = Date.now): Promise<Finding[]> {
  if (settings.server === '' && settings.mode === 'local') {
    return [{ check: 'server', state: 'note', says: 'local mode: no portal is asked' }];
  }
  let reply: Reply;
  let server: string;
  try {
    server = serverUrl(settings.server, settings.insecureHttp);
    reply = await pingServer({
      server,
      apikey: settings.apikey,
      userAgent,
      ca: settings.caFile === '' ? null : readCertificates(settings.caFile),
      proxy: proxyFor(new URL(server)),
      timeoutMs: TIMEOUT_MS,
    });
  } catch (error) {
    return [
      { check: 'server', state: 'wrong', says: explain(error, settings.server) },
      ...missingKey(settings),
    ];
  }
  const key = settings.apikey === '' ? missingKey(settings) : [judgeKey(reply)];
  return [judgeServer(reply, server), ...key, judgeClock(reply, now())];
}

function explain(error: unknown, server: string): string {
  // Node lists the errors of each address it tried, and says nothing itself.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code = '', message } = first as NodeJS.ErrnoException;
  const advice = ADVICE.find(([pattern]) => pattern.test(code))?.[1];
  return advice ? `${server}: ${advice} (${message})` : message;
}

function judgeServer({ status }: Reply, server: string): Finding {
  const check = 'server';
  if (status === 404) {
    const says = `${server} answers, and is no portal with this name: check PCC_SERVER`;
    return { check, state: 'wrong', says };
  }
  if (status >= 500) {
    return {
      check,
      state: 'wrong',
      says: `${server} answers ${status}: see the portal's log; pcc retries by itself`,
    };
  }
  return { check, state: 'ok', says: `${server} answers` };
}

function missingKey({ apikey }: Settings): Finding[] {
  if (apikey !== '') return [];
  const says = 'there is none: make one in the portal, put it into PCC_APIKEY_FILE';
  return [{ check: 'key', state: 'wrong', says }];
}

function judgeKey({ status, body }: Reply): Finding {
  const check = 'key';
  if (status === 401 || status === 403) {
    const reason = /"(?:error|message)":"([^"\\]{1,200})"/.exec(body)?.[1] ?? `status ${status}`;
    const says = `refused (${reason}): make a new one in the portal, for this machine`;
    return { check, state: 'wrong', says };
  }
  if (status === 200) return { check, state: 'ok', says: 'accepted' };
  return { check, state: 'note', says: `not known: the server answered ${status}` };
}

function judgeClock({ headers }: Reply, now: number): Finding {
  const check = 'clock';
  const theirs = Date.parse(headers.date ?? '');
  if (Number.isNaN(theirs)) return { check, state: 'note', says: 'the server did not say what time it has' };
  const off = Math.round((now - theirs) / 1000);
  if (Math.abs(off) <= CLOCK_TOLERANCE_S)
    return { check, state: 'ok', says: 'agrees with that of the server' };
  const direction = off > 0 ? 'ahead of' : 'behind';
  const says = `${Math.abs(off)} s ${direction} that of the server: set it, and keep it right by chrony or timesyncd`;
  return { check, state: 'wrong', says };
}
