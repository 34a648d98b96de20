import { env } from '#server/env.ts';
import { hmac } from '#server/secrets.ts';

/** What UploadThing's handler signs with. */
export interface UploadToken {
  /** Base64 of `{apiKey, appId, regions}`, as the handler takes it. */
  token: string;
  /** The key of its signatures. */
  apiKey: string;
  /** Whether files go through UploadThing's cloud; else straight to the portal. */
  inCloud: boolean;
}

/** Part of every file key; it says nothing of the tenant. */
const APP_ID = 'perfanalysis';

/**
 * The token for a tenant's uploads: that of the settings, or one of our own, derived from the server secret and
 * another for every tenant, so that a link signed on one tenant's host is none on another's.
 */
export function uploadToken(tenantId: string): UploadToken {
  const ofAccount = env().UPLOADTHING_TOKEN;
  if (ofAccount !== undefined) {
    const { apiKey } = JSON.parse(Buffer.from(ofAccount, 'base64').toString()) as { apiKey: string };
    return { token: ofAccount, apiKey, inCloud: true };
  }
  const apiKey = `sk_${hmac('upload', tenantId).toString('hex')}`;
  const parts = { apiKey, appId: APP_ID, regions: ['own'] };
  return { token: Buffer.from(JSON.stringify(parts)).toString('base64'), apiKey, inCloud: false };
}
