import { expect, test } from 'vitest';
import { askRoute } from '#server/testing/ask-route.ts';
import * as route from './route.ts';

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  '%s of what is not there is told as JSON',
  async (method) => {
    const { status, body } = await askRoute(route[method], 'http://demo.localhost:3000/api/v1/machine?x=1', {
      method,
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error_code: 'NOT_FOUND',
      message: 'There is nothing at /api/v1/machine. All calls are in /api/v1/openapi.json.',
    });
  },
);
