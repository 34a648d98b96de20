import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_STATUS } from '#server/errors.ts';
import type { ApiDocument } from '#server/openapi/api-document.ts';
import { buildDocument } from '#server/openapi/build-document.ts';
import { METHODS } from '#server/openapi/operation.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { OPERATIONS } from './_operations/all.ts';
import { GET } from './route.ts';

const origin = 'https://acme.example.com';
const document = buildDocument(OPERATIONS, origin);
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('every route is described, and every description has its route', async () => {
  const api = join(import.meta.dirname, '..');
  const served: string[] = [];
  for (const file of globSync('**/route.ts', { cwd: api })) {
    const path = file.replace(/\/?route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}');
    const route: object = await import(join(api, file));
    for (const method of METHODS) if (method in route) served.push(`${method} /api/v1/${path}`);
  }
  expect(served.length).toBeGreaterThan(20);
  expect(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served.sort());
});

test('the document hangs together', () => {
  const text = JSON.stringify(document);
  for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g))
    expect(document.components[kind as keyof ApiDocument['components']], name).toHaveProperty([name]);
  expect(text).not.toContain('$defs');
  for (const [name, { type, properties }] of Object.entries(document.components.schemas)) {
    expect(type, name).toBe('object');
    expect(Object.keys(properties ?? {}).length, name).toBeGreaterThan(1);
  }
  const ids = described.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, method, operation } of described) {
    const at = `${method} ${path}`;
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`).join(), at).toBe((path.match(/\{\w+\}/g) ?? []).join());
    for (const parameter of operation.parameters)
      expect(parameter.description, `${at} ${parameter.name}`).toBeTruthy();
    for (const scheme of operation.security.flatMap(Object.keys))
      expect(document.components.securitySchemes).toHaveProperty(scheme);
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description, `${at} ${status}`).toBeTruthy();
      for (const { code, meaning } of response['x-error-codes'] ?? []) {
        expect(ERROR_STATUS[code as keyof typeof ERROR_STATUS], `${at} ${code}`).toBe(Number(status));
        expect(meaning).toMatch(/\.$/);
      }
    }
    expect(Object.keys(operation.responses)[0], at).toMatch(/^2/);
    expect(operation['x-codeSamples'][0]?.source, at).toContain(`curl '${origin}/api/v1/`);
  }
});

test('says of a field what the route checks', () => {
  const body =
    document.paths['/api/v1/machines/register']?.post?.requestBody?.content['application/json']?.schema;
  expect(body).toMatchObject({ type: 'object', required: ['machine_id'] });
  expect(body?.properties?.hourly_cost).toEqual({ type: 'number', minimum: 0, maximum: 1e6 });
  const list = document.paths['/api/v1/machines/list']?.get?.parameters ?? [];
  expect(list.find(({ name }) => name === 'limit')?.schema).toEqual({
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
  });
  expect(list.find(({ name }) => name === 'tag')).toMatchObject({
    required: false,
    schema: { type: 'array' },
  });
});

test('is open, names the portal that is asked, and is not sent twice', async () => {
  const { tenant } = await freshTenant();
  const url = `http://${tenant.slug.toUpperCase()}.localhost:3000/api/v1/openapi.json`;
  const first = await askRoute(GET, url);
  expect(first).toMatchObject({
    status: 200,
    body: { openapi: '3.1.0', servers: [{ url: `http://${tenant.slug}.localhost:3000` }] },
  });
  const etag = first.headers.get('etag') ?? '';
  expect(await askRoute(GET, url, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304 });
  expect(await askRoute(GET, 'http://nobody.localhost:3000/')).toMatchObject({
    status: 404,
    body: { error_code: 'UNKNOWN_TENANT' },
  });
});
