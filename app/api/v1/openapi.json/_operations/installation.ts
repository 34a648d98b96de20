import { z } from 'zod';
import type { Operation } from '#server/openapi/operation.ts';

export const installationOperations: readonly Operation[] = [
  {
    group: 'Installation',
    method: 'GET',
    path: '/api/v1/agent/{file}',
    summary: 'Download a file of the agent',
    description: 'What /install.sh puts on a server. SHA256SUMS lists the files and their checksums.',
    caller: 'anybody',
    notes: { file: 'SHA256SUMS, or a file that it lists.' },
    answers: { 200: { description: 'The file.', files: ['application/octet-stream'] } },
    example: { params: { file: 'SHA256SUMS' } },
  },
  {
    group: 'Installation',
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'Download this description',
    description: 'OpenAPI 3.1, for clients that are generated from it.',
    caller: 'anybody',
    answers: {
      200: { description: 'The document.', schema: z.looseObject({ openapi: z.literal('3.1.0') }) },
    },
    faults: ['UNKNOWN_TENANT'],
    example: {},
  },
];
