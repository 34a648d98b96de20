import { json } from '#server/http/to-response.ts';
import { withAnyone } from '#server/http/with-anyone.ts';
import { portalOrigin } from '#server/tenancy/portal-origin.ts';
import { documentFor } from './document-for.ts';

export const dynamic = 'force-dynamic';

/** What this API can do, as OpenAPI 3.1. Open to everybody: it holds no data. */
export const GET = withAnyone(async (request) =>
  json(documentFor(await portalOrigin(request.headers.get('host')))),
);
