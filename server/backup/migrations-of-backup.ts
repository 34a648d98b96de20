import { readMigrations } from '#server/db/migrate.ts';
import { AppError } from '#server/errors.ts';

/**
 * The migrations that a schema of a backup had, from this program's files.
 * @throws AppError CONFLICT when the backup is of a newer program, or of another one
 */
export async function migrationsOfBackup(
  which: 'control' | 'tenant',
  applied: readonly { name: string; sha256: string }[],
) {
  const known = await readMigrations(which);
  return applied.map(({ name, sha256 }) => {
    const found = known.find((one) => one.name === name);
    if (found?.sha256 === sha256) return found;
    throw new AppError(
      'CONFLICT',
      found
        ? `The backup was made by a program whose ${which} migration ${name} is another.`
        : `The backup was made by a newer program: it has the ${which} migration ${name}. Update this one first.`,
    );
  });
}
