import { afterAll, beforeAll, expect, test } from 'vitest';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { finishReport } from '#server/reports/finish-report.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { shareReport } from '#server/reports/sharing/share-report.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { GET } from './[token]/route.ts';

let host: string;
let token: string;

beforeAll(async () => {
  await installQueues();
  const ctx = await freshTenant();
  host = `${ctx.tenant.slug}.localhost`;
  await registerMachine(ctx, { machine_id: 'web' });
  const range = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2026-01-02T00:00:00Z') };
  const { id } = await requestReport(ctx, { machines: ['web'], ...range });
  const [pdf, html] = [Buffer.from('%PDF-1.7'), Buffer.from('<!DOCTYPE html><p>Report')];
  await finishReport(ctx, id, { files: { pdf, html } });
  token = (await shareReport(ctx, id, { days: 1 })).link.split('/').at(-1) ?? '';
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const ask = (asked: string, query = '') =>
  GET(new Request(`http://${host}/api/shared-reports/x${query}`, { headers: { host } }), {
    params: Promise.resolve({ token: asked }),
  });

test('the files of a link come with a policy that keeps their scripts to themselves', async () => {
  const html = await ask(token, '?format=html&inline=1');
  expect(html.status).toBe(200);
  expect(await html.text()).toContain('<p>Report');
  expect(Object.fromEntries(html.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': expect.stringMatching(/^inline; filename="web_.+\.html"$/),
    'content-security-policy': expect.stringMatching(/^sandbox allow-scripts .*default-src 'none'/),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
  expect((await ask(token)).headers.get('content-type')).toBe('application/pdf');
});

test('what is no link and no format is refused', async () => {
  expect((await ask(token, '?format=docx')).status).toBe(400);
  expect((await ask('none')).status).toBe(404);
});
