import type { JsonSchema } from '#server/openapi/api-document.ts';
import { typeName } from './type-name.ts';

/** A field as a line of a list. */
export interface Field {
  /** With those it lies in: `machine.id`, `snapshots[].records`. */
  name: string;
  type: string;
  required: boolean;
  description: string | undefined;
}

/** Deeper fields are left to the document. */
const DEPTH = 3;

/**
 * The fields of an object, each followed by those that lie in it.
 * @param schemas what `$ref` names
 */
export function schemaFields(
  schema: JsonSchema,
  schemas: Record<string, JsonSchema>,
  depth = DEPTH,
): Field[] {
  const { properties = {}, required = [] } = resolve(schema, schemas);
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = {
      name,
      type: typeName(property),
      required: required.includes(name),
      description: property.description,
    };
    if (depth === 1) return [field];
    const isList = property.type === 'array' && property.items !== undefined;
    const inner = schemaFields(isList ? (property.items ?? {}) : property, schemas, depth - 1);
    const before = isList ? `${name}[].` : `${name}.`;
    return [field, ...inner.map((deeper) => ({ ...deeper, name: before + deeper.name }))];
  });
}

/** Follows `$ref`, and takes the object of "object or null". */
function resolve(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  if (schema.$ref !== undefined) return schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {};
  return schema.anyOf?.find(({ type }) => type === 'object') ?? schema;
}
