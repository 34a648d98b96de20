import type { Operation } from './operation.ts';

/** Where a shell has the key or token of the examples. */
export const SECRET = { key: '$PERFANALYSIS_KEY', token: '$PERFANALYSIS_TOKEN' } as const;

/** A request as it goes over the wire, but for its host. */
export interface ExampleRequest {
  method: string;
  /** With its query. */
  target: string;
  headers: Record<string, string>;
  body?: string;
  /** In place of a body: a form, its file first. */
  form?: { file: { name: string; content: string }; fields: Record<string, string> };
}

/** The request of an operation's example; `secret` is the key or token that it carries. */
export function exampleRequest(operation: Operation, secret?: string): ExampleRequest {
  const { caller, example, bodyType = 'application/json' } = operation;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(example.params?.[name] ?? name),
  );
  const query = new URLSearchParams(example.query).toString();
  const own = secret ?? (caller === 'user' ? SECRET.token : SECRET.key);
  const { body, file } = example;
  const request: ExampleRequest = {
    method: operation.method,
    target: query === '' ? path : `${path}?${query}`,
    headers: {
      ...(caller !== 'anybody' && { Authorization: `Bearer ${own}` }),
      ...(body !== undefined && !file && { 'Content-Type': bodyType }),
    },
  };
  if (file) return { ...request, form: { file, fields: (body ?? {}) as Record<string, string> } };
  if (body === undefined) return request;
  return { ...request, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
