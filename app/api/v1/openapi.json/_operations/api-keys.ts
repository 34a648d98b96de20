import { apiKeyPage, createdKey, rotatedKey } from '#server/openapi/answers/api-key.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { keyQuery, newKey } from '../../api-keys/key-input.ts';

const params = { key: SAMPLE.key };
const notes = { key: 'The key’s id, not the key.' };

export const apiKeyOperations: readonly Operation[] = [
  {
    group: 'API keys',
    method: 'POST',
    path: '/api/v1/api-keys',
    summary: 'Make an API key',
    description:
      'Good for 90 days. The answer is the only one that shows it. A key that only delivers (ingest) is for one machine; with register=true it need not be there yet, and the first use of the key registers it.',
    caller: 'any',
    scope: 'admin',
    body: newKey,
    answers: { 201: { description: 'The key.', schema: createdKey } },
    faults: ['NOT_FOUND'],
    example: { body: { name: 'server01', scopes: ['ingest'], machine_id: SAMPLE.machine } },
  },
  {
    group: 'API keys',
    method: 'GET',
    path: '/api/v1/api-keys',
    summary: 'List API keys',
    description: 'Newest first, without the keys themselves.',
    caller: 'any',
    scope: 'admin',
    query: keyQuery,
    notes: { cursor: 'next_cursor of the page before.', limit: 'At most so many on a page.' },
    answers: { 200: { description: 'A page of keys.', schema: apiKeyPage } },
    example: {},
  },
  {
    group: 'API keys',
    method: 'POST',
    path: '/api/v1/api-keys/{key}/rotate',
    summary: 'Replace an API key without an outage',
    description:
      'The new key is valid at once; the old one dies 24 hours after the first use of the new one. Until that first use the same call answers the same key.',
    caller: 'any',
    scope: 'admin',
    notes,
    answers: { 200: { description: 'The new key.', schema: rotatedKey } },
    faults: ['CONFLICT'],
    example: { params },
  },
  {
    group: 'API keys',
    method: 'DELETE',
    path: '/api/v1/api-keys/{key}',
    summary: 'Revoke an API key',
    description: 'At once.',
    caller: 'any',
    scope: 'admin',
    notes,
    answers: { 204: { description: 'It is worth nothing any more.' } },
    example: { params },
  },
];
