import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { type DnsServer, openDnsServer } from '#server/testing/dns-server.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import type { TenantContext } from '../context.ts';
import { siteFromHost } from '../site-from-host.ts';
import { addDomain } from './add-domain.ts';
import { checkDomain } from './check-domain.ts';
import type { DomainView } from './domain-view.ts';
import { listDomains } from './list-domains.ts';
import { parseDomain } from './parse-domain.ts';
import { recheckDomains } from './recheck-domains.ts';
import { removeDomain } from './remove-domain.ts';

let dns: DnsServer;
let ctx: TenantContext;
let other: TenantContext;
beforeAll(async () => {
  dns = await openDnsServer();
  [ctx, other] = [await freshTenant(), await freshTenant()];
});
beforeEach(() => {
  dns.mode = 'answer';
});
afterAll(() => dns.close());

let count = 0;
const fresh = () => `perf${count++}.customer.example`;
const publish = ({ records: { txt } }: DomainView, value = txt?.value ?? '') =>
  dns.records.set(txt?.name ?? '', ['v=spf1 -all', value]);
const proven = async (of: TenantContext, host = fresh()) => {
  publish(await addDomain(of, host));
  const { domain } = await checkDomain(of, host, dns);
  return domain;
};
const DAY = 24 * 3600 * 1000;
const job = ({ tenant }: TenantContext) => contextFromJob({ id: 'a job', tenantId: tenant.id });

test.each([
  ['127.0.0.1', /IP address/],
  ['[::1]', /IP address/],
  ['::1', /IP address/],
  ['0x7f.1', /IP address/],
  ['https://10.0.0.1/', /IP address/],
  ['localhost', /own/],
  ['demo.localhost', /own/],
  ['a.b.LOCALHOST.', /own/],
  ['printer.local', /public DNS/],
  ['a.internal', /public DNS/],
  ['', /not a host name/],
  ['customer', /whole name/],
  ['-a.example', /not a host name/],
  ['a..example', /not a host name/],
  ['a b.example', /not a host name/],
  ['a_b.example', /not a host name/],
  ['*.example', /not a host name/],
  ['perf.example:8080', /not a host name/],
  ['user@perf.example', /not a host name/],
  ['perf.example\0', /not a host name/],
  [`${'a'.repeat(64)}.example`, /not a host name/],
  [`${'a.'.repeat(122)}example`, /not a host name/],
  ["a';--.example", /not a host name/],
])('%j is refused', async (typed, why) => {
  expect(() => parseDomain(typed)).toThrow(why);
  await expect(addDomain(ctx, typed)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test.each([
  ['Perf.Customer.Example.', 'perf.customer.example'],
  ['https://perf.customer.example/machines?x=1', 'perf.customer.example'],
  ['leistung.müller.example', 'leistung.xn--mller-kva.example'],
])('%s is taken as %s', (typed, host) => {
  expect(parseDomain(typed)).toBe(host);
});

test('shows the portal once its DNS has the record, and not before; both are recorded', async () => {
  const host = fresh();
  const added = await addDomain(ctx, host.toUpperCase());
  expect(added).toMatchObject({
    host,
    state: 'open',
    records: {
      txt: { name: `_perfanalysis.${host}` },
      cname: { name: host, value: `${ctx.tenant.slug}.localhost` },
    },
  });
  expect(added.records.txt?.value).toMatch(/^perfanalysis-verification=[0-9a-f]{32}$/);
  // Claimed again, the record to set stays the same.
  expect((await addDomain(ctx, host)).records).toEqual(added.records);

  const look = async () => (await checkDomain(ctx, host, dns)).proof;
  expect(await look()).toBe('absent');
  for (const wrong of ['', 'perfanalysis-verification=', `${added.records.txt?.value}0`]) {
    publish(added, wrong);
    expect(await look()).toBe('absent');
  }
  dns.records.set(`_perfanalysis.${host}`, []);
  expect(await look()).toBe('absent');
  dns.mode = 'fail';
  expect(await look()).toBe('unanswered');
  dns.mode = 'answer';
  expect(await siteFromHost(host)).toMatchObject({ kind: 'unknown' });

  const { value = '' } = added.records.txt ?? {};
  dns.records.set(`_perfanalysis.${host}`, [[value.slice(0, 20), value.slice(20)]]);
  expect(await checkDomain(ctx, host, dns)).toMatchObject({
    proof: 'there',
    domain: { state: 'proven', until: null, url: `http://${host}:3000` },
  });
  expect(await siteFromHost(`${host}:3000`)).toMatchObject({ kind: 'tenant', tenant: { id: ctx.tenant.id } });
  expect((await listDomains(ctx)).map((domain) => domain.host)).toContain(host);
  await removeDomain(ctx, host);
  expect(await siteFromHost(host)).toMatchObject({ kind: 'unknown' });
  const { prisma } = await tenantDb(ctx.tenant);
  const trail = await prisma.auditEntry.findMany({ where: { target: host }, orderBy: { id: 'asc' } });
  expect(trail.map(({ verb }) => verb)).toEqual([
    'domain.add',
    'domain.add',
    'domain.prove',
    'domain.remove',
  ]);
});

test('a silent DNS is not waited for without end', async () => {
  const { host } = await addDomain(ctx, fresh());
  dns.mode = 'silent';
  expect((await checkDomain(ctx, host, { ...dns, timeoutMs: 100 })).proof).toBe('unanswered');
});

test("is its prover's: claims of others neither block nor take it; removed, it is free", async () => {
  const host = fresh();
  const [mine, theirs] = [await addDomain(ctx, host), await addDomain(other, host)];
  expect(mine.records.txt?.value).not.toBe(theirs.records.txt?.value);
  publish(theirs);
  expect((await checkDomain(ctx, host, dns)).proof).toBe('absent');
  await checkDomain(other, host, dns);
  publish(mine);
  await expect(checkDomain(ctx, host, dns)).rejects.toMatchObject({ code: 'CONFLICT' });
  await removeDomain(ctx, host);
  await expect(addDomain(ctx, host)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(removeDomain(ctx, host)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await siteFromHost(host)).toMatchObject({ tenant: { id: other.tenant.id } });
  await removeDomain(other, host);
  expect((await proven(ctx, host)).state).toBe('proven');
});

test('of two that prove it at once, one has it', async () => {
  const host = fresh();
  const claims = [await addDomain(ctx, host), await addDomain(other, host)];
  dns.records.set(
    `_perfanalysis.${host}`,
    claims.map(({ records }) => records.txt?.value ?? ''),
  );
  const done = await Promise.allSettled([ctx, other].map((of) => checkDomain(of, host, dns)));
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a proof that is gone is marked, served on for 7 days, and then lost; one that is back counts', async () => {
  const [goes, back, vouched] = [await proven(ctx), await proven(ctx), fresh()];
  await controlPool().query('INSERT INTO domain (host, tenant_id, verified_at) VALUES ($1, $2, now())', [
    vouched,
    ctx.tenant.id,
  ]);
  const as = await job(ctx);
  const day = (days: number) => new Date(Date.now() + days * DAY);
  for (const { host } of [goes, back]) dns.records.delete(`_perfanalysis.${host}`);
  dns.mode = 'fail';
  expect(await recheckDomains(as, day(1), dns)).toMatchObject({ missing: 0, lost: 0 });
  dns.mode = 'answer';
  expect(await recheckDomains(as, day(1), dns)).toMatchObject({ missing: 2, lost: 0 });
  const state = async (host: string) =>
    (await listDomains(ctx)).find((domain) => domain.host === host)?.state;
  expect(await state(goes.host)).toBe('missing');
  publish(back);
  expect(await recheckDomains(as, day(7), dns)).toMatchObject({ missing: 1, lost: 0 });
  expect(await state(back.host)).toBe('proven');
  for (const { host } of [goes, back]) expect(await siteFromHost(host)).toMatchObject({ kind: 'tenant' });
  expect(await recheckDomains(as, day(8.1), dns)).toMatchObject({ missing: 1, lost: 1 });
  expect(await recheckDomains(as, day(8.1), dns)).toMatchObject({ missing: 0, lost: 0 });
  expect(await siteFromHost(goes.host)).toMatchObject({ kind: 'unknown' });
  expect(await state(goes.host)).toBe('open');
  expect(await siteFromHost(vouched)).toMatchObject({ kind: 'tenant' });
  expect((await checkDomain(ctx, vouched, dns)).proof).toBe('there');
});

test('a claim lapses after 7 days', async () => {
  const { host } = await addDomain(other, fresh());
  await controlPool().query(`UPDATE domain SET created_at = now() - interval '8 days' WHERE host = $1`, [
    host,
  ]);
  expect((await listDomains(other)).map((domain) => domain.host)).not.toContain(host);
  await expect(checkDomain(other, host, dns)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await recheckDomains(await job(other), new Date(), dns)).toMatchObject({ lapsed: 1 });
});

test('is for owners; looking is for administrators', async () => {
  const host = (await addDomain(ctx, fresh())).host;
  for (const role of ['admin', 'analyst', 'viewer'] as const) {
    const { ctx: member } = await freshMember(ctx, role);
    for (const attempt of [
      () => addDomain(member, fresh()),
      () => checkDomain(member, host, dns),
      () => removeDomain(member, host),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    if (role === 'admin')
      await expect(listDomains(member)).resolves.toContainEqual(expect.objectContaining({ host }));
    else await expect(listDomains(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  for (const attempt of [() => checkDomain(other, host, dns), () => removeDomain(other, host)])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('there are ten at most, and looks have a limit', async () => {
  const many = await freshTenant();
  for (let at = 0; at < 10; at++) await addDomain(many, fresh());
  await expect(addDomain(many, fresh())).rejects.toMatchObject({ code: 'CONFLICT' });
  const looks = Array.from({ length: 21 }, () => checkDomain(many, 'none.example', dns));
  const codes = (await Promise.allSettled(looks)).map(
    (done) => done.status === 'rejected' && done.reason.code,
  );
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
});
