import { MigrationError } from '#server/db/migrate.ts';
import { TenantIsolationError } from '#server/db/verify-tenant-role.ts';
import { ConfigurationError } from '#server/env.ts';
import { DatabaseError } from '#server/health/ensure-database.ts';

/** sysexits.h: starting again does not help before somebody has changed the configuration. */
const EX_CONFIG = 78;
const IN_WORDS = [DatabaseError, MigrationError, TenantIsolationError];

/**
 * Begins a program. What keeps it from starting is said on stderr in words, without the place in the code, and ends it:
 * with 78 for a wrong configuration, else with 1.
 */
export async function orRefuse<T>(begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    const isKnown = error instanceof ConfigurationError || IN_WORDS.some((kind) => error instanceof kind);
    console.error(isKnown && error instanceof Error ? error.message : error);
    process.exit(error instanceof ConfigurationError ? EX_CONFIG : 1);
  }
}
