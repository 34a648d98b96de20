import type { Operation } from '#server/openapi/operation.ts';

export const portalOperations: readonly Operation[] = [
  {
    group: 'Portal',
    method: 'GET',
    path: '/api/v1/tenant/export',
    summary: 'Export everything',
    description:
      'One zip: machines, audit trail, uploads, reports and all other lists as JSON lines, raw samples as Parquet per machine and kind, the PDFs of reports, members and settings; and manifest.json, with counts and the SHA-256 of each file. Secrets are not in it. It is made while it is read, so its size is not announced. For owners, and keys with the scope admin.',
    caller: 'any',
    scope: 'admin',
    answers: { 200: { description: 'The zip.', files: ['application/zip'] } },
    faults: ['RATE_LIMITED'],
    example: {},
  },
];
