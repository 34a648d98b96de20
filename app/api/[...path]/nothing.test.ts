import { expect, test } from 'vitest';
import { askRoute } from '#server/testing/ask-route.ts';
import { DELETE, GET, PATCH, POST, PUT } from './route.ts';

test.each(Object.entries({ DELETE, GET, PATCH, POST, PUT }))(
  '%s of what is not there is told as JSON',
  async (method, handler) => {
    const url = 'http://demo.localhost:3000/api/v1/machine?x=1';
    const { status, body } = await askRoute(handler, url, { method });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error_code: 'NOT_FOUND',
      message: 'There is nothing at /api/v1/machine. All calls are in /api/v1/openapi.json.',
    });
  },
);
