// npm run migrate: brings the database and every tenant up to date.
import { closeControl } from '#server/db/close-control.ts';
import { migrateControl, migrateTenants } from '#server/db/migrate.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { orRefuse } from './or-refuse.ts';
import { withDatabase } from './with-database.ts';

const migrate = async () => {
  const applied = await migrateControl();
  console.log(`control: ${applied.length > 0 ? applied.join(', ') : 'up to date'}`);
  await migrateTenants((tenant, names) =>
    console.log(`${tenant.slug}: ${names.length > 0 ? names.join(', ') : 'up to date'}`),
  );
  await installQueues();
  await closeControl();
};
await orRefuse(() => withDatabase(migrate));
