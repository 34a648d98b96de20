import { tokenPair } from '#server/openapi/answers/token-pair.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { credentials, refreshInput } from '../../auth/token-input.ts';

export const tokenOperations: readonly Operation[] = [
  {
    group: 'Tokens',
    method: 'POST',
    path: '/api/v1/auth/token',
    summary: 'Sign in for tokens',
    description:
      'On the portal’s own address. The access token is good for 15 minutes. Who has a second factor sends its present code, or a recovery code, as otp; without it the answer’s details say otp: required, and with a wrong one otp: wrong. Five attempts a minute per account and address. Scripts of the earlier system say username for email, and ask /api/auth/login.',
    caller: 'anybody',
    body: credentials,
    answers: { 200: { description: 'The tokens.', schema: tokenPair } },
    faults: ['INVALID_CREDENTIALS', 'UNKNOWN_TENANT', 'TENANT_SUSPENDED', 'RATE_LIMITED'],
    example: { body: { email: SAMPLE.email, password: SAMPLE.password } },
  },
  {
    group: 'Tokens',
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary: 'Get new tokens',
    description:
      'A refresh token is good for one use. One that comes a second time is in two hands: the session ends, with all its tokens.',
    caller: 'anybody',
    body: refreshInput,
    answers: { 200: { description: 'The new tokens.', schema: tokenPair } },
    faults: ['INVALID_TOKEN', 'UNKNOWN_TENANT', 'TENANT_SUSPENDED'],
    example: { body: { refresh: SAMPLE.refresh } },
  },
  {
    group: 'Tokens',
    method: 'DELETE',
    path: '/api/v1/auth/token',
    summary: 'End the session',
    description: 'Its access and refresh tokens are worth nothing from then on.',
    caller: 'user',
    answers: { 204: { description: 'It has ended.' } },
    example: {},
  },
];
