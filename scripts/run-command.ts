import { closeControl } from '#server/db/close-control.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { orRefuse } from './or-refuse.ts';
import { withDatabase } from './with-database.ts';

/** Runs an operator's command: database there, what is wrong as one sentence with status 1, everything closed after. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  const inWords = async () => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    } finally {
      await closeAllTenantDbs();
      await closeControl();
    }
  };
  await orRefuse(() => withDatabase(inWords));
}
