import { env } from '#server/env.ts';
import { tenantUrl } from '../tenant-url.ts';

/** How long a claim may wait for its proof, and a proven domain is served on without it. */
export const PATIENCE_DAYS = 7;

/** A row of `domain` as pg gives it. */
export interface DomainRow {
  host: string;
  token: string | null;
  verifiedAt: Date | null;
  checkedAt: Date | null;
  missingSince: Date | null;
  createdAt: Date;
}

/** The columns of DomainRow. */
export const DOMAIN_COLUMNS = `host, token, verified_at AS "verifiedAt", checked_at AS "checkedAt",
  missing_since AS "missingSince", created_at AS "createdAt"`;

export interface DomainView {
  host: string;
  /** `open`: to be proven; `proven`: served; `missing`: still served, but its DNS has the token no more. */
  state: 'open' | 'proven' | 'missing';
  /** Until when: of an open claim, it lapses; of a missing one, it is served no more. Null for a proven one. */
  until: Date | null;
  checkedAt: Date | null;
  url: string;
  /** What its DNS is to have; the TXT record is null where the operator vouches for the domain. */
  records: { txt: { name: string; value: string } | null; cname: { name: string; value: string } };
}

/** Name and value of the TXT record that proves a domain. */
export const proofOf = (host: string, token: string): { name: string; value: string } => ({
  name: `_perfanalysis.${host}`,
  value: `perfanalysis-verification=${token}`,
});

const later = (from: Date): Date => new Date(from.getTime() + PATIENCE_DAYS * 24 * 3600 * 1000);

/** A domain as the settings show it. */
export function domainView(row: DomainRow, slug: string): DomainView {
  const { PUBLIC_URL } = env();
  const state = row.verifiedAt === null ? 'open' : row.missingSince === null ? 'proven' : 'missing';
  const { protocol, port } = new URL(PUBLIC_URL);
  return {
    host: row.host,
    state,
    until:
      state === 'open' ? later(row.createdAt) : row.missingSince === null ? null : later(row.missingSince),
    checkedAt: row.checkedAt,
    url: `${protocol}//${row.host}${port === '' ? '' : `:${port}`}`,
    records: {
      txt: row.token === null ? null : proofOf(row.host, row.token),
      cname: { name: row.host, value: new URL(tenantUrl(slug, PUBLIC_URL)).hostname },
    },
  };
}
