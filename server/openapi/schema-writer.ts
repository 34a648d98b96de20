import { z } from 'zod';
import type { JsonSchema } from './api-document.ts';

/** Writes zod schemas as JSON Schema; those with an id (`.meta({ id })`) go to `components`, once each. */
export class SchemaWriter {
  readonly components: Record<string, JsonSchema> = {};

  /** The schema of what is sent: before defaults and conversions. */
  write(schema: z.ZodType): JsonSchema {
    const { $schema: _, ...written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const moved = JSON.parse(
      JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/'),
    ) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    const { $defs = {}, ...rest } = moved;
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, definition);
    const id = z.globalRegistry.get(schema)?.id;
    if (id === undefined) return rest;
    this.#keep(id, rest);
    return { $ref: `#/components/schemas/${id}` };
  }

  #keep(name: string, { id: _, ...definition }: JsonSchema): void {
    this.components[name] = definition;
  }
}
