import { ERROR_STATUS } from '#server/errors.ts';
import { apiError } from './answers/api-error.ts';
import type { ApiDocument, ApiOperation, ApiParameter, ApiResponse, JsonSchema } from './api-document.ts';
import { curlOf } from './curl-of.ts';
import { ERROR_MEANINGS } from './error-meanings.ts';
import { exampleRequest } from './example-request.ts';
import { faultsOf } from './faults-of.ts';
import { type Caller, GROUPS, type Operation } from './operation.ts';
import { SchemaWriter } from './schema-writer.ts';

const INTRODUCTION = `Everything the portal shows can be asked for, and everything it takes can be sent, with an API key or an access token. A key belongs to one portal; it goes into the header Authorization or apikey, never into an address.
Times are ISO 8601 (no zone: UTC) or Unix seconds; in answers ISO 8601 UTC. The start of a range is included, its end is not. Lists are given by pages: send next_cursor back as cursor until it is null.
Each answer has an X-Request-Id. Answers to GET that are JSON have an ETag: send it back as If-None-Match, and what has not changed is 304, without a body. RateLimit-Limit, -Remaining and -Reset say how many calls are left; beyond that an answer is 429, with Retry-After in seconds.
The paths of the earlier system are answered as well, with and without a slash at the end: /api/collectors, /api/performance, /api/trickle, /api/dashboard, /api/auth/login and /api/auth/refresh.`;

const HEADERS = {
  'X-Request-Id': { description: 'Names this request, as in the portal’s log.', type: 'string' },
  ETag: { description: 'For If-None-Match.', type: 'string' },
  'RateLimit-Limit': { description: 'Calls in a window.', type: 'integer' },
  'RateLimit-Remaining': { description: 'Calls that are left in this window.', type: 'integer' },
  'RateLimit-Reset': { description: 'Seconds until the next window.', type: 'integer' },
  'Retry-After': { description: 'Seconds to wait.', type: 'integer' },
} as const;
type HeaderName = keyof typeof HEADERS;

const SECURITY: Record<Caller, Record<string, string[]>[]> = {
  key: [{ apiKey: [] }, { bearer: [] }],
  user: [{ bearer: [] }],
  any: [{ apiKey: [] }, { bearer: [] }],
  anybody: [],
};

/**
 * The API's description: OpenAPI 3.1.
 * @param origin scheme and host of the portal that is asked
 */
export function buildDocument(operations: readonly Operation[], origin: string): ApiDocument {
  const writer = new SchemaWriter();
  const fault = writer.write(apiError);
  const paths: ApiDocument['paths'] = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, {
      [operation.method.toLowerCase()]: describeCall(operation, { writer, fault, origin }),
    });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'PerfAnalysis', version: '1', description: INTRODUCTION },
    servers: [{ url: origin }],
    tags: GROUPS.filter((name) => operations.some(({ group }) => group === name)).map((name) => ({ name })),
    paths,
    components: {
      schemas: writer.components,
      headers: Object.fromEntries(
        Object.entries(HEADERS).map(([name, { description, type }]) => [
          name,
          { description, schema: { type } },
        ]),
      ),
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'apikey' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key (pmk_…) or an access token (15 minutes).',
        },
      },
    },
  };
}

interface Setting {
  writer: SchemaWriter;
  fault: JsonSchema;
  origin: string;
}

function describeCall(operation: Operation, { writer, fault, origin }: Setting): ApiOperation {
  const { group, method, path, summary, description, caller, scope, body, bodyType } = operation;
  const words = path.replace('/api/v1/', '').replace(/[{}]/g, '').split(/[/.-]/);
  return {
    operationId: [method.toLowerCase(), ...words].join('_'),
    tags: [group],
    summary,
    ...(description !== undefined && { description }),
    security: SECURITY[caller],
    ...(scope && { 'x-scope': scope }),
    parameters: parametersOf(operation, writer),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [bodyType ?? 'application/json']: {
            schema: writer.write(body),
            ...(exampleRequest(operation).body !== undefined && { example: operation.example.body }),
          },
        },
      },
    }),
    responses: { ...answersOf(operation, writer), ...refusalsOf(operation, fault) },
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curlOf(operation, origin) }],
  };
}

function parametersOf({ path, query, notes, example }: Operation, writer: SchemaWriter): ApiParameter[] {
  const note = (name: string) => (notes?.[name] === undefined ? {} : { description: notes[name] });
  const sample = (value: string | undefined) => (value === undefined ? {} : { example: value });
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): ApiParameter => ({
      name,
      in: 'path',
      required: true,
      ...note(name),
      schema: { type: 'string' },
      ...sample(example.params?.[name]),
    }),
  );
  const { properties = {}, required = [] } = query ? writer.write(query) : {};
  const inQuery = Object.entries(properties).map(
    ([name, schema]): ApiParameter => ({
      name,
      in: 'query',
      // A list that is not given is an empty one.
      required: required.includes(name) && schema.type !== 'array',
      ...note(name),
      schema,
      ...sample(example.query?.[name]),
    }),
  );
  return [...inPath, ...inQuery];
}

const headers = (...names: HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
const standing = ({ caller }: Operation): HeaderName[] =>
  caller === 'anybody' ? [] : ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

function answersOf(operation: Operation, writer: SchemaWriter): Record<string, ApiResponse> {
  const answers: Record<string, ApiResponse> = {};
  const tagged = operation.method === 'GET' && Object.values(operation.answers).some(({ schema }) => schema);
  const binary: JsonSchema = { type: 'string', format: 'binary' };
  for (const [status, { description, schema, files }] of Object.entries(operation.answers))
    answers[status] = {
      description,
      headers: headers(
        'X-Request-Id',
        ...standing(operation),
        ...(tagged && status === '200' ? (['ETag'] as const) : []),
      ),
      ...(schema && { content: { 'application/json': { schema: writer.write(schema) } } }),
      ...(files && { content: Object.fromEntries(files.map((type) => [type, { schema: binary }])) }),
    };
  if (tagged) answers['304'] = { description: 'What If-None-Match names has not changed.' };
  return answers;
}

function refusalsOf(operation: Operation, fault: JsonSchema): Record<string, ApiResponse> {
  const refusals: Record<string, ApiResponse> = {};
  for (const [status, codes] of faultsOf(operation))
    refusals[status] = {
      description: codes.join(', '),
      headers: headers(
        'X-Request-Id',
        ...(status === ERROR_STATUS.RATE_LIMITED ? (['Retry-After'] as const) : []),
      ),
      content: { 'application/json': { schema: fault } },
      'x-error-codes': codes.map((code) => ({ code, meaning: ERROR_MEANINGS[code] })),
    };
  return refusals;
}
