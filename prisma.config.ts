import { defineConfig } from 'prisma/config';

// `prisma generate` only: migrations are plain SQL, applied by server/db/migrate.ts.
// The schema is named on the command line, as there are two (scripts/build.ts).
export default defineConfig({ schema: 'prisma/control/schema.prisma' });
