import { randomBytes } from 'node:crypto';

/** Opaque names for the schema and the role of a tenant; roles are the whole server's, so they are never used again. */
export function newPlace(): { schemaName: string; roleName: string } {
  const opaque = randomBytes(8).toString('hex');
  return { schemaName: `t_${opaque}`, roleName: `r_${opaque}` };
}
