import { Resolver } from 'node:dns/promises';
import { z } from 'zod';
import { proofOf } from './domain-view.ts';

/** DNS servers to ask, as `address` or `address:port`; without them the system's. */
export interface DnsServers {
  servers?: readonly string[];
  /** For how long each try waits for an answer. */
  timeoutMs?: number;
}

/** What the DNS says: the proof is there, is not, or nobody could be asked. */
export type Proof = 'there' | 'absent' | 'unanswered';

const TIMEOUT_MS = 2000;
const TRIES = 2;
/** Codes that are an answer: there is no such name, or no TXT record at it. */
const ANSWERS = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the DNS, with a limit of a few seconds and past any cache of this process, for a domain's TXT record. */
export async function lookForProof(host: string, token: string, dns: DnsServers = {}): Promise<Proof> {
  const resolver = new Resolver({ timeout: dns.timeoutMs ?? TIMEOUT_MS, tries: TRIES });
  if (dns.servers) resolver.setServers(dns.servers);
  const { name, value } = proofOf(host, token);
  try {
    const records = await resolver.resolveTxt(name);
    // A long record comes in pieces of 255 bytes.
    return records.some((pieces) => pieces.join('').trim() === value) ? 'there' : 'absent';
  } catch (error) {
    const { data } = z.object({ code: z.string() }).safeParse(error);
    return data && ANSWERS.has(data.code) ? 'absent' : 'unanswered';
  }
}
