import type { JsonObject } from './parse-json-object.ts';
import { ProcfsError } from './procfs-error.ts';

/** Typed readers of optional fields: absent and null are null, another type is a ProcfsError. */
export function jsonFields(object: JsonObject, subsystem: string, where: string) {
  const read = (key: string): unknown => (Object.hasOwn(object, key) ? (object[key] ?? null) : null);
  const refuse = (key: string, wanted: string): never => {
    throw new ProcfsError(subsystem, 1, `${where}${key} must be ${wanted}`);
  };
  return {
    text(key: string): string | null {
      const value = read(key);
      if (value === null || (typeof value === 'string' && value.length <= 256)) return value;
      return refuse(key, 'a text of at most 256 characters');
    },
    number(key: string): number | null {
      const value = read(key);
      if (value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0)) return value;
      return refuse(key, 'a non-negative number');
    },
    flag(key: string): boolean | null {
      const value = read(key);
      if (value === null || typeof value === 'boolean') return value;
      return refuse(key, 'true or false');
    },
  };
}
