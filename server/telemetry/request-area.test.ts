import { expect, test } from 'vitest';
import { requestArea } from './request-area.ts';

test.each([
  ['/', 'page'],
  ['/machines/web1?range=1h', 'page'],
  ['/api/v1/trickle', 'trickle'],
  ['/api/v1/trickle/status', 'trickle'],
  ['/api/trickle/ingest/', 'trickle'],
  ['/v1/ping', 'trickle'],
  ['/api/v1/performance/upload?async=1', 'upload'],
  ['/api/performance/upload/', 'upload'],
  ['/api/v1/uploads/1/content', 'upload'],
  ['/api/uploadthing/ingest/k', 'upload'],
  ['/api/performance/export', 'export'],
  ['/api/v1/machines/web1/live', 'live'],
  ['/api/v1/machines/web1', 'api'],
  ['/api/trpc/machines.list?batch=1', 'trpc'],
  ['/api/ready', 'probe'],
  ['/metrics', 'probe'],
  ['/_next/static/chunks/a.js', 'file'],
  ['/icon.svg', 'file'],
])('%s is %s', (url, area) => {
  expect(requestArea(url)).toBe(area);
});
