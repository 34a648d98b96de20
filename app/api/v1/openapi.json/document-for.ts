import type { ApiDocument } from '#server/openapi/api-document.ts';
import { buildDocument } from '#server/openapi/build-document.ts';
import { OPERATIONS } from './_operations/all.ts';

const ANY_ORIGIN = 'https://portal.invalid';
let text: string | undefined;

/**
 * The API's description for one portal. It is written once per process: portals differ in their address only.
 * @param origin scheme and host of the portal
 */
export function documentFor(origin: string): ApiDocument {
  text ??= JSON.stringify(buildDocument(OPERATIONS, ANY_ORIGIN));
  return JSON.parse(text.replaceAll(ANY_ORIGIN, origin)) as ApiDocument;
}
