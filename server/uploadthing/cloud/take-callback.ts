import { AppError, notFound } from '#server/errors.ts';
import { readBody } from '#server/http/read-body.ts';
import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { runHandler } from '../run-handler.ts';
import { isSigned } from '../sign.ts';
import { uploadToken } from '../upload-token.ts';

const LIMITS = { wireBytes: 65_536, unpackedBytes: 65_536 };

/**
 * A call of UploadThing's cloud: a file has arrived there. It has no session; its signature says who calls, its host
 * for which tenant, and its key names an upload that a member announced.
 * @throws AppError NOT_FOUND without the cloud or on no tenant's host, FORBIDDEN for a wrong signature, BODY_TOO_LARGE
 */
export async function takeCallback(request: Request): Promise<Response> {
  const site = await siteFromHost(request.headers.get('host'));
  if (site.kind !== 'tenant' || site.suspended) throw notFound('upload');
  const { apiKey, inCloud } = uploadToken(site.tenant.id);
  if (!inCloud) throw notFound('upload');
  const body = (await readBody(request, LIMITS)).toString();
  if (!isSigned(body, request.headers.get('x-uploadthing-signature'), apiKey))
    throw new AppError('FORBIDDEN', 'This call is not signed by UploadThing.');
  const ctx = await contextFromJob({ id: 'uploadthing', tenantId: site.tenant.id });
  const { url, method, headers } = request;
  // The cloud waits only a little; the fetch goes on after the answer.
  return (await runHandler(ctx, new Request(url, { method, headers, body }), 'void')).response;
}
