/**
 * What a page of ours may load (CSP Level 3). Scripts run by the page's nonce only, and what those load
 * ('strict-dynamic'). Styles: elements come from our own files; attributes stay open, as charts and progress bars are
 * measured out with them. The PDF viewer's worker comes from our own files, too; its fonts are made from blobs.
 *
 * @param page.nonce one per answer
 * @param page.https the portal is served by https
 * @param page.cloud browsers send files through UploadThing's cloud
 */
export function contentSecurityPolicy(page: { nonce: string; https: boolean; cloud: boolean }): string {
  const connect = page.cloud ? "'self' https://*.ingest.uploadthing.com" : "'self'";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${page.nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    `style-src-elem 'self' 'nonce-${page.nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data: blob:",
    `connect-src ${connect}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    // The HTML of reports, which has a policy of its own.
    "frame-src 'self'",
    "frame-ancestors 'none'",
    ...(page.https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Of answers that are no pages: whatever they are taken for, nothing in them runs. */
export const INERT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Of reports' files. What a report's HTML may do wherever it is opened: run its own scripts in an origin of its own,
 * which has no cookies, no storage and nobody to ask; only our own pages may frame it.
 */
export const REPORT_POLICY = [
  'sandbox allow-scripts allow-downloads',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const REPORT_FILE = /^\/api\/(?:v1\/reports\/[^/?]+\/download|shared-reports\/)/;

/** The policy of what the API answers at `path`. */
export const answerPolicy = (path = ''): string => (REPORT_FILE.test(path) ? REPORT_POLICY : INERT_POLICY);
