import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';
import { PrismaClient } from './generated/control/client.ts';

/** Pool of the owner role on the public schema: tenants, users, keys' whereabouts, migrations. */
export const controlPool = (): Pool =>
  processWide('controlPool', () => {
    const pool = new Pool({ connectionString: env().DATABASE_URL, max: 8, idleTimeoutMillis: 60_000 });
    // An idle connection that dies (server restart) is replaced at the next query; without a handler it ends us.
    pool.on('error', (error) => log().warn({ err: error }, 'idle control connection lost'));
    pool.setMaxListeners(0);
    return pool;
  });

/** Prisma on the public schema. */
export const controlDb = (): PrismaClient =>
  processWide('controlDb', () => {
    const adapter = new PrismaPg(controlPool(), { schema: 'public' });
    return new PrismaClient({ adapter });
  });
