import { z } from 'zod';
import type { JsonSchema } from './api-document.ts';

/** Writes zod schemas as JSON Schema; those with an id (`.meta({ id })`) go to `components`, once each. */
export class SchemaWriter {
  readonly components: Record<string, JsonSchema> = {};

  /** The schema of what is sent: before defaults and conversions. */
  write(schema: z.ZodType): JsonSchema {
    const { $schema: _, ...written } = z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema),
    });
    const moved = JSON.parse(
      JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/'),
    ) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    // A schema that has an id itself is written as a reference to its definition.
    const { $defs = {}, ...rest } = moved;
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, definition);
    return rest;
  }

  #keep(name: string, { id: _, ...definition }: JsonSchema): void {
    this.components[name] = definition;
  }
}

/** Takes away what says nothing: bounds of what a number can hold at all, and patterns that spell out a format. */
function tidy(schema: { minimum?: unknown; maximum?: unknown; format?: unknown; pattern?: unknown }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format !== undefined) delete schema.pattern;
}
