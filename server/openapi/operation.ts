import type { z } from 'zod';
import type { ErrorCode } from '#server/errors.ts';
import type { Scope } from '#server/tenancy/context.ts';

export const GROUPS = [
  'Machines',
  'Metrics',
  'Sessions',
  'Deliveries',
  'Uploads',
  'Reports',
  'API keys',
  'Tokens',
  'Portal',
  'Installation',
] as const;
export type Group = (typeof GROUPS)[number];

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/**
 * Who may call: an agent or script by its API key, a member by access token (or, from the portal's own pages, by
 * session), either of them, or anybody.
 */
export type Caller = 'key' | 'user' | 'any' | 'anybody';

/** An answer that is no fault: JSON of `schema`, or a file of one of these types, or nothing. */
export interface Answer {
  description: string;
  schema?: z.ZodType;
  files?: readonly string[];
}

/** A request that does what it says, of a portal that has the samples of `SAMPLE`. */
export interface Example {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON; text as it is; for a form its fields. */
  body?: unknown;
  /** What it is answered; the lowest unless said. */
  status?: number;
  /** Of a form: the file in its field `file`. */
  file?: { name: string; content: string };
}

/**
 * One call of the API, in the words of its documentation. `query` and `body` are the schemas that the route itself
 * checks with.
 */
export interface Operation {
  group: Group;
  method: Method;
  /** With `{name}` for what varies. */
  path: string;
  summary: string;
  /** What a caller should know besides; paragraphs are lines. */
  description?: string;
  caller: Caller;
  /** What the key's scopes or the member's role must include. */
  scope?: Scope;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** JSON unless said. */
  bodyType?: 'application/json' | 'application/octet-stream' | 'multipart/form-data';
  /** What the parameters, of path and query, mean. */
  notes?: Readonly<Record<string, string>>;
  /** By status. */
  answers: Readonly<Record<number, Answer>>;
  /** Besides those that follow from caller, query and body. */
  faults?: readonly ErrorCode[];
  example: Example;
}
