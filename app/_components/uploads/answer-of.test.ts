import { UploadThingError } from 'uploadthing/server';
import { expect, test } from 'vitest';
import { answerOf } from './answer-of.ts';

const body = {
  status: 'error',
  error_code: 'CONFLICT',
  message: 'The next byte is 5.',
  details: { expected: 5 },
};
const told = { error_code: 'CONFLICT', message: 'The next byte is 5.', details: { expected: 5 } };

test.each([
  [
    'an answer to the file',
    new UploadThingError({ code: 'UPLOAD_FAILED', message: 'XHR failed 409 ', data: body as never }),
    told,
  ],
  [
    'an answer to the announcement',
    new UploadThingError({ code: 'INTERNAL_SERVER_ERROR', message: 'x', cause: body }),
    told,
  ],
  [
    'a sentence of the handler',
    new UploadThingError({
      code: 'TOO_LARGE',
      message: 'The file is over 100 MiB.',
      cause: { message: 'x' },
    }),
    { error_code: 'TOO_LARGE', message: 'The file is over 100 MiB.', details: {} },
  ],
  ['a broken connection', new UploadThingError({ code: 'UPLOAD_FAILED' }), null],
  [
    'a page of some proxy',
    new UploadThingError({ code: 'UPLOAD_FAILED', message: 'XHR failed 502 ', data: null as never }),
    null,
  ],
  [
    'no connection',
    new UploadThingError({ code: 'INTERNAL_CLIENT_ERROR', message: 'x', cause: new Error('y') }),
    null,
  ],
  ['another error', new TypeError('x'), null],
  ['nothing', undefined, null],
])('%s', (_, error, expected) => expect(answerOf(error)).toEqual(expected));
