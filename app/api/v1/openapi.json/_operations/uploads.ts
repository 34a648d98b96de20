import {
  upload,
  uploadBegun,
  uploadPage,
  uploadQueued,
  uploadStored,
} from '#server/openapi/answers/upload.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { uploadOptions } from '../../performance/upload/upload-input.ts';
import { contentQuery, uploadPlan, uploadQuery } from '../../uploads/upload-input.ts';
import { fileContent, fileForm } from './file-content.ts';

const params = { upload: SAMPLE.upload };
const CONTENT = 'timestamp,machine_id,cpu_user\n';

const CSV = `timestamp,cpu_user,cpu_system,cpu_idle,mem_total,mem_used,mem_available,disk_read_bytes,disk_write_bytes,net_rx_bytes,net_tx_bytes
2026-01-31T10:00:00Z,12.5,3.1,84.4,8000,3100,4900,0,40960,1200,900
2026-01-31T10:01:00Z,14.0,3.4,82.6,8000,3120,4880,8192,36864,1500,800
`;

export const uploadOperations: readonly Operation[] = [
  {
    group: 'Uploads',
    method: 'POST',
    path: '/api/v1/performance/upload',
    summary: 'Upload a file with samples',
    description: `CSV, or a collection as the agent writes it; gzip is read. At most 100 MB and 1,000,000 rows. A file is stored whole or not at all: wrong rows are told with line, column, value and reason. The same file again stores nothing twice.
As a form, or as the body itself (text/csv, application/gzip, …) with the fields in the query. At most 30 files a minute.
Columns of a CSV: timestamp, machine_id (or the field), cpu_user, cpu_system, cpu_idle, mem_total, mem_used, mem_available (MB), disk_read_bytes, disk_write_bytes, net_rx_bytes, net_tx_bytes (bytes a second), and any other metric of the host. counters=cumulative says that byte columns only ever grow.`,
    caller: 'any',
    scope: 'ingest',
    query: uploadOptions,
    body: fileForm,
    bodyType: 'multipart/form-data',
    notes: { async: '1: the answer comes before the file is stored, and says where to ask.' },
    answers: {
      200: { description: 'It was stored before: the same numbers.', schema: uploadStored },
      201: { description: 'It is stored.', schema: uploadStored },
      202: { description: 'It is queued: ask /api/v1/uploads/{upload}.', schema: uploadQueued },
    },
    faults: [
      'MISSING_FILE',
      'INVALID_CSV_FORMAT',
      'INVALID_ROWS',
      'TIMESTAMP_OUT_OF_RANGE',
      'TOO_MANY_ROWS',
      'LENGTH_MISMATCH',
      'FILE_TOO_LARGE',
      'UNSUPPORTED_FORMAT',
      'UNSUPPORTED_ENCODING',
      'MACHINE_MISMATCH',
      'MACHINE_NOT_REGISTERED',
      'UNAVAILABLE',
    ],
    example: {
      file: { name: 'server01.csv', content: CSV },
      body: { machine_id: SAMPLE.machine },
      status: 201,
    },
  },
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
