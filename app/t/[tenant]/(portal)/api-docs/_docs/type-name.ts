import type { JsonSchema } from '#server/openapi/api-document.ts';

const WORDS: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
  null: 'null',
};

/** What a value is, in words: "whole number, 1 to 1000", "list of Machine", "csv | json | parquet". */
export function typeName(schema: JsonSchema): string {
  const parts = [bareName(schema)];
  const { minimum, maximum } = schema;
  if (isBound(minimum) && isBound(maximum)) parts.push(`${minimum} to ${maximum}`);
  else if (isBound(minimum)) parts.push(`at least ${minimum}`);
  else if (isBound(maximum)) parts.push(`at most ${maximum}`);
  if (schema.default !== undefined)
    parts.push(`default ${JSON.stringify(schema.default).replaceAll('"', '')}`);
  return parts.join(', ');
}

const isBound = (value: unknown): value is number => typeof value === 'number';

function bareName(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeName))].filter(Boolean).join(' or ');
  if (schema.format === 'date-time') return 'time';
  if (schema.format === 'uuid') return 'UUID';
  if (schema.format === 'binary') return 'file';
  if (schema.type === 'array') return `list of ${schema.items ? typeName(schema.items) : 'values'}`;
  const values = schema.additionalProperties;
  if (schema.type === 'object' && typeof values === 'object' && values !== null && !schema.properties) {
    const each = typeName(values as JsonSchema);
    return each === 'anything' ? 'object' : `object of ${each} by name`;
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'anything'];
  return types.map((type) => WORDS[type] ?? type).join(' or ');
}
