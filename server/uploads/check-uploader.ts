import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/**
 * The guard of the verbs that take files: agents may (`ingest`), and whoever may change things (`write`).
 * @throws AppError FORBIDDEN
 */
export function checkUploader({ scopes }: TenantContext): void {
  if (!scopes.has('ingest') && !scopes.has('write'))
    throw new AppError('FORBIDDEN', 'This needs the scope "ingest" or "write", which you do not have.', {
      scope: 'ingest',
    });
}

/** Whose uploads the caller may handle (`write`) or look at (`read`): null for everybody's, else only its own. */
export const ownerSeen = ({ scopes, actor }: TenantContext, scope: 'read' | 'write'): string | null =>
  scopes.has(scope) ? null : actor.id;
