import type { ErrorCode } from '#server/errors.ts';
import type { Permission, Scope } from '#server/tenancy/context.ts';

/**
 * Who may call: anybody (`public`), a member by session or token (`session`), an API key (`key`), either of the last
 * two (`any`).
 */
type Open = 'public' | 'session' | 'key' | 'any';

export interface RouteRow {
  open: Open;
  /** What the role or key must include. */
  scope?: Scope;
  /** The call of which this is an alias: asked with its example. */
  like?: string;
  /** What a key for another machine than the example's is answered; without it, machines do not matter here. */
  otherMachine?: ErrorCode;
  /** What a foreign name or id is answered, as a made-up one is. `taken` for a name that is given. */
  foreign?: ErrorCode | 'taken';
  /** Why anybody may. */
  why?: string;
}

const open = (why: string): RouteRow => ({ open: 'public', why });
const member = (scope?: Scope): RouteRow => ({ open: 'session', ...(scope && { scope }) });
const agent = (more: Partial<RouteRow> = {}): RouteRow => ({ open: 'key', scope: 'ingest', ...more });
const caller = (scope: Scope, more: Partial<RouteRow> = {}): RouteRow => ({ open: 'any', scope, ...more });

const V1: Record<string, RouteRow> = {
  'POST /api/v1/machines/register': caller('write', { foreign: 'taken' }),
  'GET /api/v1/machines/list': caller('read'),
  'GET /api/v1/machines/{machine}': caller('read'),
  'PATCH /api/v1/machines/{machine}': caller('write'),
  'DELETE /api/v1/machines/{machine}': caller('admin'),
  'POST /api/v1/machines/{machine}/merge': caller('admin'),
  'GET /api/v1/machines/{machine}/live': member('read'),
  'GET /api/v1/live': member('read'),
  'GET /api/v1/machines/{machine}/metrics/{topic}': caller('read'),
  'GET /api/v1/machines/{machine}/metrics/stats': caller('read'),
  'GET /api/v1/machines/{machine}/quality': caller('read'),
  'GET /api/v1/performance/export': caller('read'),
  'POST /api/v1/performance/upload': caller('ingest', {
    foreign: 'MACHINE_NOT_REGISTERED',
    otherMachine: 'MACHINE_MISMATCH',
  }),
  'POST /api/v1/uploads': caller('ingest', {
    foreign: 'MACHINE_NOT_REGISTERED',
    otherMachine: 'MACHINE_MISMATCH',
  }),
  'GET /api/v1/uploads': { open: 'any' },
  'GET /api/v1/uploads/{upload}': { open: 'any', otherMachine: 'NOT_FOUND' },
  'DELETE /api/v1/uploads/{upload}': caller('ingest', { otherMachine: 'NOT_FOUND' }),
  'PUT /api/v1/uploads/{upload}/content': caller('ingest', { otherMachine: 'NOT_FOUND' }),
  'GET /api/v1/sessions': caller('read'),
  'GET /api/v1/sessions/{session}': caller('read'),
  'PATCH /api/v1/sessions/{session}': caller('write'),
  'DELETE /api/v1/sessions/{session}': caller('admin'),
  'POST /api/v1/reports': caller('read'),
  'GET /api/v1/reports': caller('read'),
  'GET /api/v1/reports/{report}': caller('read'),
  'DELETE /api/v1/reports/{report}': caller('write'),
  'GET /api/v1/reports/{report}/download': caller('read'),
  'POST /api/v1/reports/{report}/cancel': caller('write'),
  'POST /api/v1/reports/{report}/rerun': caller('read'),
  'GET /api/v1/reports/{report}/share': caller('read'),
  'POST /api/v1/reports/{report}/share': caller('write'),
  'DELETE /api/v1/reports/{report}/share/{share}': caller('write'),
  'GET /api/v1/report-schedules': caller('read'),
  'POST /api/v1/report-schedules': caller('write'),
  'GET /api/v1/report-schedules/{schedule}': caller('read'),
  'PATCH /api/v1/report-schedules/{schedule}': caller('write'),
  'DELETE /api/v1/report-schedules/{schedule}': caller('write'),
  'POST /api/v1/report-schedules/{schedule}/run': caller('write'),
  'POST /api/v1/api-keys': caller('admin'),
  'GET /api/v1/api-keys': caller('admin'),
  'DELETE /api/v1/api-keys/{key}': caller('admin'),
  'POST /api/v1/api-keys/{key}/rotate': caller('admin'),
  'POST /api/v1/trickle': agent({ otherMachine: 'MACHINE_MISMATCH', foreign: 'MACHINE_NOT_REGISTERED' }),
  'GET /api/v1/trickle/status': agent(),
  'POST /api/v1/auth/token': open('signs in'),
  'POST /api/v1/auth/refresh': open('the refresh token is what counts'),
  'DELETE /api/v1/auth/token': member(),
  'GET /api/v1/agent/{file}': open('what is installed on servers'),
  'GET /api/v1/openapi.json': open('holds no data'),
  'GET /api/v1/tenant/export': caller('admin'),
};

/** Each alias with the call it is: `[path, methods, call's path]`. */
const ALIASES: readonly [string, string, string][] = [
  ['/api/collectors', 'GET', '/api/v1/machines/list'],
  ['/api/collectors', 'POST', '/api/v1/machines/register'],
  ['/api/collectors/list', 'GET', '/api/v1/machines/list'],
  ['/api/collectors/register', 'POST', '/api/v1/machines/register'],
  ['/api/collectors/{machine}', 'GET', '/api/v1/machines/{machine}'],
  ['/api/collectors/{machine}', 'PATCH', '/api/v1/machines/{machine}'],
  ['/api/collectors/{machine}', 'DELETE', '/api/v1/machines/{machine}'],
  ['/api/dashboard/collectors/{machine}/{topic}', 'GET', '/api/v1/machines/{machine}/metrics/{topic}'],
  ['/api/performance/export', 'GET', '/api/v1/performance/export'],
  ['/api/performance/upload', 'POST', '/api/v1/performance/upload'],
  ['/api/trickle/ingest', 'POST', '/api/v1/trickle'],
  ['/api/trickle/status', 'GET', '/api/v1/trickle/status'],
  ['/v1/trickle', 'POST', '/api/v1/trickle'],
];

/** Every method of every route.ts. A route without a row fails the suite. */
export const ROUTES: Readonly<Record<string, RouteRow>> = {
  ...V1,
  ...Object.fromEntries(
    ALIASES.map(([path, method, call]) => {
      const like = `${method} ${call}`;
      const row = V1[like];
      if (!row) throw new Error(`${like} has no row`);
      return [`${method} ${path}`, { ...row, like }];
    }),
  ),
  'POST /v1/ping': { open: 'key' },
  'POST /api/auth/login': open('signs in'),
  'POST /api/auth/refresh': open('the refresh token is what counts'),
  'GET /api/auth/{...nextauth}': open('next-auth: signs in and out, tells whose session it is'),
  'POST /api/auth/{...nextauth}': open('next-auth: signs in and out, tells whose session it is'),
  'GET /api/shared-reports/{token}': open('the token is what counts'),
  'GET /api/health': open('whether the portal is up'),
  'GET /api/ready': open('whether the portal should get requests'),
  'GET /api/known-host': open(
    'for the proxy that makes certificates; says no more than asking the host itself',
  ),
  'GET /api/{...path}': open('there is nothing'),
  'POST /api/{...path}': open('there is nothing'),
  'PUT /api/{...path}': open('there is nothing'),
  'PATCH /api/{...path}': open('there is nothing'),
  'DELETE /api/{...path}': open('there is nothing'),
  'GET /metrics': open('has a token of its own; without it there is no such page'),
  'GET /install.sh': open('what is installed on servers'),
  'GET /api/trpc/{trpc}': open('its procedures have rows of their own'),
  'POST /api/trpc/{trpc}': open('its procedures have rows of their own'),
  'GET /api/uploadthing': member('write'),
  'POST /api/uploadthing': member('write'),
  'HEAD /api/uploadthing/ingest/{key}': member('write'),
  'PUT /api/uploadthing/ingest/{key}': member('write'),
  'GET /t/{tenant}/uploads/sample.csv': member('read'),
  'GET /t/{tenant}/audit/export.csv': member('admin'),
};

export interface ProcedureRow {
  open: 'public' | 'session';
  scope?: Permission;
  /** An input that is good but for what it names; `id` is of the thing that `names` says. */
  input?: (id: string) => object;
  names?: 'machine' | 'report' | 'schedule' | 'upload' | 'sent' | 'session';
  /** What a name that is not this tenant's is answered. */
  foreign?: ErrorCode | 'taken';
}

const range = { start: new Date('2026-01-31T08:00:00Z'), end: new Date('2026-01-31T09:00:00Z') };
const ofMachine = (more: object = {}): ProcedureRow => ({
  open: 'session',
  scope: 'read',
  names: 'machine',
  input: (machine) => ({ machine, ...more }),
});

const ofReport = (scope: Scope, more: object = {}): ProcedureRow => ({
  open: 'session',
  scope,
  names: 'report',
  input: (id) => ({ id, ...more }),
});

const ofSchedule = (more: object = {}): ProcedureRow => ({
  open: 'session',
  scope: 'write',
  names: 'schedule',
  input: (id) => ({ id, ...more }),
});

const ofSession = (more: object = {}): ProcedureRow => ({
  open: 'session',
  scope: 'read',
  names: 'session',
  input: (id) => ({ id, ...more }),
});

const NOBODY = '00000000-0000-4000-8000-000000000000';
const NO_KEY = '000000000000';
const forAdmins = (input?: object): ProcedureRow => ({
  open: 'session',
  scope: 'admin',
  ...(input && { input: () => input }),
});
const forOwners = (input?: object): ProcedureRow => ({ ...forAdmins(input), scope: 'own' });
/** About the caller's own account: for every role. */
const own = (input?: object): ProcedureRow => ({ open: 'session', ...(input && { input: () => input }) });

/** Every tRPC procedure. A procedure without a row fails the suite. */
export const PROCEDURES: Readonly<Record<string, ProcedureRow>> = {
  'invitations.show': { open: 'public', input: () => ({ token: 'none' }) },
  'invitations.accept': {
    open: 'public',
    input: () => ({ token: 'none', name: 'Eve', password: 'a long enough password' }),
  },
  'machines.add': {
    open: 'session',
    scope: 'admin',
    names: 'machine',
    foreign: 'taken',
    input: (machine_id) => ({ machine_id }),
  },
  'machines.list': { open: 'session', scope: 'read' },
  'machines.show': ofMachine(),
  'machines.update': { ...ofMachine({ changes: { region: 'eu' } }), scope: 'write' },
  'machines.merge': {
    ...ofMachine(),
    scope: 'admin',
    input: (from) => ({ from, into: 'server01', confirm: 'another' }),
  },
  'machines.delete': { ...ofMachine({ confirm: 'another' }), scope: 'admin' },
  'collections.list': ofMachine({ limit: 10 }),
  'collections.show': ofSession(),
  'collections.update': { ...ofSession({ changes: { name: 'Load test' } }), scope: 'write' },
  'collections.delete': { ...ofSession({ samples: true, confirm: 'another' }), scope: 'admin' },
  'fleet.read': { open: 'session', scope: 'read', input: () => ({ range: '1h' }) },
  'metrics.extent': ofMachine(),
  'metrics.series': ofMachine({ ...range, kind: 'host' }),
  'metrics.compare': {
    ...ofMachine(),
    input: (machine) => ({ sides: [{ machine, ...range }], metrics: ['cpu_used'] }),
  },
  'metrics.stats': ofMachine(range),
  'metrics.quality': ofMachine(range),
  'preferences.show': own(),
  'preferences.save': own({ theme: 'dark' }),
  'reports.list': { open: 'session', scope: 'read' },
  'reports.show': ofReport('read'),
  'reports.rerun': ofReport('read', { newer: true }),
  'reports.cancel': ofReport('write'),
  'reports.delete': ofReport('write'),
  'reports.shares': ofReport('read'),
  'reports.share': ofReport('write', { days: 7 }),
  'reports.unshare': ofReport('write', { share: NOBODY }),
  'reports.branding': { open: 'session', scope: 'read' },
  'reports.saveBranding': forAdmins({ customer: 'Example Ltd' }),
  'reportSchedules.list': { open: 'session', scope: 'read' },
  'reportSchedules.create': {
    ...ofMachine(),
    scope: 'write',
    input: (machine) => ({ name: 'Daily', plan: { every: 'day', at: '06:00' }, machines: [machine] }),
  },
  'reportSchedules.update': ofSchedule({ changes: { paused: true } }),
  'reportSchedules.run': ofSchedule(),
  'reportSchedules.delete': ofSchedule(),
  'reports.findings': ofMachine(range),
  'reports.request': ofMachine(range),
  'uploads.list': { open: 'session', scope: 'read', input: () => ({ limit: 10 }) },
  'uploads.show': { open: 'session', names: 'upload', input: (upload_id) => ({ upload_id }) },
  'uploads.showSent': { open: 'session', names: 'sent', input: (key) => ({ key }) },
  'uploads.cancel': {
    open: 'session',
    scope: 'write',
    names: 'upload',
    input: (upload_id) => ({ upload_id }),
  },
  'apiKeys.list': forAdmins({ limit: 10 }),
  'apiKeys.ending': forAdmins(),
  'apiKeys.create': forAdmins({ purpose: 'read', name: 'a key' }),
  'apiKeys.rotate': forAdmins({ id: NO_KEY }),
  'apiKeys.revoke': forAdmins({ id: NO_KEY }),
  'audit.list': forAdmins({ limit: 10 }),
  'audit.choices': forAdmins(),
  'members.list': { open: 'session', scope: 'read' },
  'members.invitations': forAdmins(),
  'members.invite': forAdmins({ email: 'new@test.example', role: 'viewer' }),
  'members.renewInvitation': forAdmins({ id: NOBODY }),
  'members.withdrawInvitation': forAdmins({ id: NOBODY }),
  'members.changeRole': forAdmins({ id: NOBODY, role: 'viewer' }),
  'members.remove': forAdmins({ id: NOBODY }),
  'members.resetPassword': forAdmins({ id: NOBODY }),
  'members.leave': own({ portal: 'elsewhere' }),
  'sessions.me': own(),
  'sessions.list': own(),
  'sessions.end': own({ id: NOBODY }),
  'sessions.endOthers': own(),
  'sessions.changePassword': own({ current: 'wrong', next: 'too short' }),
  'sessions.showReset': { open: 'public', input: () => ({ token: 'none' }) },
  'sessions.redeemReset': {
    open: 'public',
    input: () => ({ token: 'none', password: 'a long enough password' }),
  },
  'members.resetSecondFactor': { open: 'session', scope: 'own', input: () => ({ id: NOBODY }) },
  'sessions.portals': own(),
  'sessions.forgot': { open: 'public', input: () => ({ email: 'nobody@test.example' }) },
  'secondFactor.show': own(),
  // What is missing is told before anything is looked at.
  'secondFactor.begin': own({ password: '' }),
  'secondFactor.confirm': own({ code: '000000' }),
  'secondFactor.renewCodes': own({ password: '', code: '' }),
  'secondFactor.end': own({ password: '', code: '' }),
  'settings.show': forAdmins(),
  'settings.update': forAdmins({}),
  'settings.domains': forAdmins(),
  'settings.addDomain': forOwners({ host: 'perf.customer.example' }),
  'settings.checkDomain': forOwners({ host: 'nobody.customer.example' }),
  'settings.removeDomain': forOwners({ host: 'nobody.customer.example' }),
  'settings.size': forOwners(),
  'settings.life': forOwners(),
  'settings.delete': forOwners({ typed: 'another name' }),
  'settings.takeBack': forOwners(),
  'signUps.check': { open: 'public', input: () => ({ slug: 'acme' }) },
  'signUps.open': {
    open: 'public',
    input: () => ({
      organisation: 'Acme',
      slug: 'acme',
      name: 'Ann',
      email: 'ann@acme.example',
      password: 'a long enough password',
    }),
  },
};
