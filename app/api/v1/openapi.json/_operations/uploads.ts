import { upload, uploadBegun, uploadPage } from '#server/openapi/answers/upload.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { contentQuery, uploadPlan, uploadQuery } from '../../uploads/upload-input.ts';
import { fileContent } from './file-content.ts';

const params = { upload: SAMPLE.upload };
const CONTENT = 'timestamp,machine_id,cpu_user\n';

export const uploadOperations: readonly Operation[] = [
  {
    group: 'Uploads',
    method: 'POST',
    path: '/api/v1/uploads',
    summary: 'Announce a file',
    description:
      'For large files over lines that break: announce it, then send its bytes in pieces. The same file again (by sha256) is answered at once with what came of it, and nothing needs to be sent.',
    caller: 'any',
    scope: 'ingest',
    body: uploadPlan,
    answers: {
      200: { description: 'The file is stored already.', schema: upload },
      201: { description: 'Send its bytes to …/content.', schema: uploadBegun },
    },
    faults: ['FILE_TOO_LARGE', 'MACHINE_MISMATCH', 'MACHINE_NOT_REGISTERED', 'NOT_FOUND'],
    example: {
      body: { file_name: 'server01.csv', byte_count: CONTENT.length, machine_id: SAMPLE.machine },
      status: 201,
    },
  },
  {
    group: 'Uploads',
    method: 'PUT',
    path: '/api/v1/uploads/{upload}/content',
    summary: 'Send bytes of an announced file',
    description:
      'The bytes as they are, from offset on. What arrives counts, even when the connection breaks: go on at received_bytes. With the last byte the file is queued.',
    caller: 'any',
    scope: 'ingest',
    query: contentQuery,
    body: fileContent,
    bodyType: 'application/octet-stream',
    notes: { upload: 'upload_id of the announcement.', offset: 'Where these bytes belong in the file.' },
    answers: { 200: { description: 'The upload as it is now.', schema: upload } },
    faults: ['CONFLICT', 'LENGTH_MISMATCH', 'BODY_TOO_LARGE', 'UNSUPPORTED_ENCODING'],
    example: { params, query: { offset: '0' }, body: CONTENT },
  },
  {
    group: 'Uploads',
    method: 'GET',
    path: '/api/v1/uploads',
    summary: 'List uploads',
    description: 'Newest first. A key without read sees what it sent itself.',
    caller: 'any',
    query: uploadQuery,
    notes: { cursor: 'next_cursor of the page before.', limit: 'At most so many on a page.' },
    answers: { 200: { description: 'A page of uploads.', schema: uploadPage } },
    example: { query: { limit: '20' } },
  },
  {
    group: 'Uploads',
    method: 'GET',
    path: '/api/v1/uploads/{upload}',
    summary: 'Show how far an upload is',
    description: 'result is what came of it when it is done; error, why it failed.',
    caller: 'any',
    answers: { 200: { description: 'The upload.', schema: upload } },
    notes: { upload: 'upload_id.' },
    example: { params },
  },
  {
    group: 'Uploads',
    method: 'DELETE',
    path: '/api/v1/uploads/{upload}',
    summary: 'Give up an upload',
    caller: 'any',
    scope: 'ingest',
    notes: { upload: 'upload_id.' },
    answers: { 204: { description: 'Nothing of it is kept.' } },
    faults: ['CONFLICT'],
    example: { params },
  },
];
