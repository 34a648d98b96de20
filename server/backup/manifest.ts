import { z } from 'zod';

const table = z.object({
  /** Path of the entry in the archive. */
  entry: z.string(),
  table: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: z.string().length(64),
});

const migration = z.object({ name: z.string(), sha256: z.string() });

/** What is in a backup: written last, into the same archive, when everything else is known. */
export const backupManifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Null: the whole portal; else the slug of the one tenant. */
  only: z.string().nullable(),
  /** Tells whether the server secret is the same; says nothing about it. */
  secretMark: z.string(),
  control: z.object({ migrations: z.array(migration), tables: z.array(table) }),
  tenants: z.array(
    z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      migrations: z.array(migration),
      tables: z.array(table),
    }),
  ),
});

export type BackupManifest = z.infer<typeof backupManifest>;
export type BackupTable = z.infer<typeof table>;

export const MANIFEST = 'manifest.json';
