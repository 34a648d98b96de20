import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPasswordReset } from '#server/auth/create-password-reset.ts';
import { redeemPasswordReset } from '#server/auth/redeem-password-reset.ts';
import { requestPasswordReset } from '#server/auth/request-password-reset.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { createInvitation } from '#server/members/create-invitation.ts';
import { createMember } from '#server/members/create-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { sendMail } from './send-mail.ts';

const mail = { to: 'ann@test.example', subject: 'A subject', text: 'A text.\n' };
let stop: (() => Promise<unknown>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
  Object.assign(env(), { SMTP_URL: undefined });
});

/** A mail server that keeps what it takes. */
async function startServer(options: SMTPServerOptions = {}, userinfo = ''): Promise<string[]> {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => {
        text += part;
      });
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  use((server.server.address() as AddressInfo).port, userinfo);
  stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return received;
}
const use = (port: number, userinfo = '') =>
  Object.assign(env(), { SMTP_URL: `smtp://${userinfo}127.0.0.1:${port}` });

/** A server that takes connections and says what it is told to, if anything. */
async function startSocket(words: string | null): Promise<void> {
  const sockets = new Set<{ destroy: () => unknown }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (words !== null) socket.write(words);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  use((server.address() as AddressInfo).port);
  stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
}

describe('a mail', () => {
  test('is none without a server', async () => {
    expect(await sendMail(mail)).toBe(false);
  });

  test('arrives as it was meant, from the set sender', async () => {
    const [received] = [await startServer()];
    expect(
      await sendMail({ ...mail, subject: 'Grüße\r\nBcc: eve@evil.example', text: 'Zeile ä\n.\nend' }),
    ).toBe(true);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(/^From: PerfAnalysis <perfanalysis@localhost>/m);
    expect(received[0]).toMatch(/^To: .*ann@test\.example/m);
    expect(received[0]).not.toMatch(/^Bcc:/im);
    Object.assign(env(), { MAIL_FROM: 'portal@perf.example' });
    await sendMail(mail);
    expect(received[1]).toMatch(/^From: PerfAnalysis <portal@perf.example>/m);
    Object.assign(env(), { MAIL_FROM: undefined });
  });

  test('goes with the account of the address; a refused one is not sent', async () => {
    const accounts: unknown[] = [];
    const options: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        accounts.push([username, password]);
        done(password === 'p@ss word' ? null : new Error('Invalid account'), { user: username });
      },
    };
    const received = await startServer(options, 'portal:p%40ss%20word@');
    expect(await sendMail(mail)).toBe(true);
    expect(accounts).toEqual([['portal', 'p@ss word']]);
    await stop?.();
    await startServer(options, 'portal:wrong@');
    expect(await sendMail(mail)).toBe(false);
    expect(received).toHaveLength(1);
  });

  test('that the server refuses is not sent', async () => {
    await startServer({ onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')) });
    expect(await sendMail(mail)).toBe(false);
    await stop?.();
    await startServer({
      onData: (stream, _session, done) => stream.resume().on('end', () => done(new Error('spam'))),
    });
    expect(await sendMail(mail)).toBe(false);
  });

  test('waits a few seconds for a server that says nothing, is not there, or is none', async () => {
    await startSocket(null);
    expect(await sendMail(mail)).toBe(false);
    await stop?.();
    expect(await sendMail(mail)).toBe(false);
    await startSocket('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await sendMail(mail)).toBe(false);
  }, 20_000);
});

describe('links', () => {
  let tenant: TenantContext;
  let admin: Awaited<ReturnType<typeof freshMember>>;
  beforeAll(async () => {
    tenant = await freshTenant();
    admin = await freshMember(tenant, 'admin');
  });
  const linkIn = (text = ''): string => {
    const plain = text.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
    return /http:\/\/\S+/.exec(plain)?.[0] ?? '';
  };
  const ask = (email: string, more: { address?: string; host?: string } = {}) =>
    requestPasswordReset({ host: admin.host, address: '10.4.4.4', email, ...more });
  const redeem = (link: string, host = admin.host) =>
    redeemPasswordReset({
      host,
      address: '10.4.4.4',
      token: link.split('/').at(-1) ?? '',
      password: 'seven loud pelicans',
    });

  test('for an invitation and for a new password are mailed; without a server they are not', async () => {
    const made = await createInvitation(admin.ctx, { email: 'zoe@test.example', role: 'viewer' });
    expect(made.mailed).toBe(false);
    const received = await startServer();
    const invited = await createInvitation(admin.ctx, { email: 'zoe@test.example', role: 'viewer' });
    expect(invited.mailed).toBe(true);
    expect(linkIn(received[0])).toBe(invited.link);
    expect(received[0]).toContain(`Subject: Invitation to ${tenant.tenant.name}`);
    const member = await freshMember(tenant, 'viewer');
    const reset = await createPasswordReset(admin.ctx, member.userId);
    expect(reset.mailed).toBe(true);
    expect(linkIn(received[1])).toBe(reset.link);
    expect(received[1]).toMatch(new RegExp(`^To: .*${member.email}`, 'm'));
  });

  test('are mailed to who has forgotten their password, whatever portals they belong to', async () => {
    const member = await freshMember(tenant, 'viewer');
    const { email } = member;
    const elsewhere = (await freshTenant()).tenant;
    await createMember({ tenantId: elsewhere.id, email, name: '', password: TEST_PASSWORD, role: 'viewer' });
    const received = await startServer();
    expect(await ask(` ${email.toUpperCase()}`)).toBeUndefined();
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1);
    const link = linkIn(received[0]);
    await expect(redeem(link, `${elsewhere.slug}.localhost`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await redeem(link)).toEqual({ email });
    await expect(redeem(link)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await member.look()).toBeNull();
    const { prisma } = await tenantDb(tenant.tenant);
    const entries = await prisma.auditEntry.findMany({ where: { actorId: member.userId } });
    expect(entries.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['account.forgot_password', 'account.reset_password']),
    );
  });

  test('nobody else gets one, and nobody is told: the answer is the same', async () => {
    const stranger = await freshMember(await freshTenant(), 'owner');
    const received = await startServer();
    for (const email of ['nobody@test.example', stranger.email]) expect(await ask(email)).toBeUndefined();
    const member = await freshMember(tenant, 'viewer');
    await ask(member.email);
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1);
    expect(received[0]).toContain(member.email);
  });

  test('are limited per account, there or not, and per address', async () => {
    const received = await startServer({ onRcptTo: (_address, _session, done) => done(new Error('full')) });
    const limited = { code: 'RATE_LIMITED', details: { retry_after: expect.any(Number) } };
    const member = await freshMember(tenant, 'viewer');
    for (const email of ['ghost@test.example', member.email]) {
      for (let i = 0; i < 3; i++) await ask(email, { address: `10.5.0.${i}` });
      await expect(ask(email, { address: '10.5.0.9' })).rejects.toMatchObject(limited);
    }
    for (let i = 0; i < 10; i++) await ask(`g${i}@test.example`, { address: '10.5.5.5' });
    await expect(ask('g10@test.example', { address: '10.5.5.5' })).rejects.toMatchObject(limited);
    expect(received).toEqual([]);
  });

  test('are not to be asked for without mail, on other hosts, or of a suspended portal', async () => {
    await expect(ask('a@test.example')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await startServer();
    await expect(ask('no e-mail')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(ask('a@b.example\0')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    for (const host of ['localhost', 'nobody.localhost'])
      await expect(ask('a@test.example', { host })).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
    const closed = await freshTenant();
    await suspendTenant(closed.tenant.slug, true);
    await expect(ask('a@test.example', { host: `${closed.tenant.slug}.localhost` })).rejects.toMatchObject({
      code: 'TENANT_SUSPENDED',
    });
  });
});
