import type { Pool, PoolClient } from 'pg';
import { skeleton, skeletonSql } from './skeleton.ts';

/** The portal that has this name, or one that looks like it; undefined when there is none. */
export async function findRival(client: Pool | PoolClient, slug: string): Promise<string | undefined> {
  const { rows } = await client.query<{ slug: string }>(
    `SELECT slug FROM tenant WHERE ${skeletonSql('slug')} = $1 ORDER BY slug = $2 DESC LIMIT 1`,
    [skeleton(slug), slug],
  );
  return rows[0]?.slug;
}
