import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { lineOfKey } from './line-of-key.ts';
import { nearestName } from './nearest-name.ts';
import { type ReportConfig, reportConfig } from './report-config.ts';

/** One thing wrong with a configuration. */
interface ConfigFault {
  line: number;
  /** With the keys above it: `branding.accent`. Empty: the file as a whole. */
  key: string;
  message: string;
}

/**
 * Reads a configuration from YAML (JSON is YAML too). An empty file is one without any choice.
 * @param name of the file, for messages
 * @throws AppError INVALID_INPUT with a line for each fault: file, line, key, what is wrong and what is allowed
 */
export function parseConfig(text: string, name: string): ReportConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const line = broken.linePos?.[0].line ?? 1;
    const [what = ''] = broken.message.split(/ at line |\n/);
    throw refusal(name, [{ line, key: '', message: `this is no YAML: ${what}.` }]);
  }
  let written: unknown;
  try {
    written = document.toJS() ?? {};
  } catch (error) {
    throw refusal(name, [
      { line: 1, key: '', message: error instanceof Error ? error.message : String(error) },
    ]);
  }
  const result = reportConfig.safeParse(written);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => explain(issue, document, lines));
  throw refusal(
    name,
    faults.sort((a, b) => a.line - b.line),
  );
}

function refusal(name: string, faults: readonly ConfigFault[]): AppError {
  const text = faults.map(
    ({ line, key, message }) => `${name}:${line}: ${key === '' ? '' : `${key}: `}${message}`,
  );
  return new AppError('INVALID_INPUT', text.join('\n'), { file: name, faults });
}

function explain(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): ConfigFault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => ({
      line: lineOfKey([...path, key], document, lines),
      key: [...path, key].join('.'),
      message: `there is no such key${meant(key, known)}. Known are ${known.join(', ')}.`,
    }));
  }
  const value: unknown = document.getIn(path);
  return [
    {
      line: lineOfKey(path, document, lines),
      key: path.join('.'),
      message: sentence(issue, plain(value), path),
    },
  ];
}

/** What is wrong with a value, and what is allowed. */
function sentence(issue: z.core.$ZodIssue, value: unknown, path: readonly (string | number)[]): string {
  if (value === null) return 'there is nothing behind it. Say something or leave the key out.';
  const shown = JSON.stringify(value);
  switch (issue.code) {
    case 'invalid_value':
      return `${shown} is not allowed${meant(String(value), issue.values.map(String))}. Allowed are ${issue.values.join(', ')}.`;
    case 'invalid_type':
      return `${shown} is not ${TYPES[issue.expected] ?? `a ${issue.expected}`}.${instead(issue.expected, value, path)}`;
    case 'invalid_union':
      return `${shown} is not allowed. ${schemaAt(path)?.description ?? ''}`.trim();
    case 'too_small':
      return value === ''
        ? 'it is empty. Say something or leave the key out.'
        : `${shown} is not allowed: at least ${issue.minimum}${COUNTED[issue.origin] ?? ''}.`;
    case 'too_big':
      return `${shown} is not allowed: at most ${issue.maximum}${COUNTED[issue.origin] ?? ''}.`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = { array: 'a list', object: 'a set of keys' };

/** What to write in place of a single value. */
function instead(expected: string, value: unknown, path: readonly (string | number)[]): string {
  if (expected === 'array' && typeof value !== 'object') return ` Write [${value}].`;
  if (expected !== 'object') return '';
  const keys = knownKeys(path);
  const [first] = keys;
  return ` Known are ${keys.join(', ')}: write { ${first}: … }.`;
}

const COUNTED: Readonly<Record<string, string>> = { array: ' of them', string: ' characters' };

/** What YAML means by it; its own nodes are no JSON. */
const plain = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'toJSON' in value && typeof value.toJSON === 'function'
    ? value.toJSON()
    : value;

const meant = (name: string, known: readonly string[]): string => {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : `; did you mean ${nearest}`;
};

/** The keys that an object of the configuration may have. */
function knownKeys(path: readonly (string | number)[]): string[] {
  const found = schemaAt(path);
  const object = found && bare(found);
  return object && 'shape' in object ? Object.keys(object.shape as object) : [];
}

/** What the configuration says of a place in it. */
function schemaAt(path: readonly (string | number)[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = reportConfig;
  for (const step of path) {
    const inner: z.ZodType | undefined = schema && bare(schema);
    schema = inner && 'shape' in inner ? (inner.shape as Record<string, z.ZodType>)[step] : undefined;
  }
  return schema;
}

const bare = (schema: z.ZodType): z.ZodType =>
  'unwrap' in schema ? bare((schema as z.ZodOptional<z.ZodType>).unwrap()) : schema;
