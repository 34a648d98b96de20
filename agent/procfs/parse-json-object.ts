import { ProcfsError } from './procfs-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object, not for null and arrays. */
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text, or a value already parsed, that must be a JSON object. `what` names it in the ProcfsError. */
export function parseJsonObject(input: unknown, subsystem: string, what: string): JsonObject {
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input);
    } catch {
      throw new ProcfsError(subsystem, 1, `${what} is not JSON`);
    }
  }
  if (!isObject(value)) throw new ProcfsError(subsystem, 1, `${what} must be a JSON object`);
  return value;
}
