import { expect, test } from 'vitest';
import type { JsonSchema } from '#server/openapi/api-document.ts';
import { typeName } from './type-name.ts';

test.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'text'],
  [{ type: 'integer', minimum: 1, maximum: 1000, default: 100 }, 'whole number, 1 to 1000, default 100'],
  [{ type: 'integer', minimum: 0 }, 'whole number, at least 0'],
  [{ type: 'integer' }, 'whole number'],
  [{ type: 'number', maximum: 5 }, 'number, at most 5'],
  [{ type: 'string', enum: ['csv', 'json'], default: 'csv' }, 'csv | json, default csv'],
  [{ const: 'error' }, 'error'],
  [{ anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] }, 'time or null'],
  [{ type: ['string', 'number'] }, 'text or number'],
  [{ type: 'string', format: 'uuid' }, 'UUID'],
  [{ type: 'string', format: 'binary' }, 'file'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Machine' } }, 'list of Machine'],
  [{ type: 'array' }, 'list of values'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'object of text by name'],
  [{ type: 'object', additionalProperties: {} }, 'object'],
  [{ type: 'object', properties: {}, additionalProperties: false }, 'object'],
  [{}, 'anything'],
])('%j is "%s"', (schema, words) => {
  expect(typeName(schema)).toBe(words);
});
