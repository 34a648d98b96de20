import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { SCOPES } from '#server/tenancy/context.ts';
import { exportTenant } from '#server/tenant-export/export-tenant.ts';

/**
 * Writes everything a tenant has into a new file, for the operator. Cut off, it leaves none.
 * @returns its size in bytes
 * @throws AppError CONFLICT when the file is there
 */
export async function exportTenantTo(tenant: TenantRef, file: string): Promise<number> {
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await new Promise<void>((resolve, reject) => {
    target.once('open', () => resolve());
    target.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EEXIST'
          ? new AppError('CONFLICT', `${file} is there already. Name a new file.`)
          : new AppError('INVALID_INPUT', `${file} cannot be written: ${error.message}`),
      ),
    );
  });
  try {
    const { stream } = await exportTenant({
      tenant,
      actor: { kind: 'job', id: 'npm run tenant' },
      scopes: new Set(SCOPES),
    });
    await pipeline(Readable.from(stream), target);
    return target.bytesWritten;
  } catch (error) {
    target.destroy();
    await rm(file, { force: true });
    throw error;
  }
}
