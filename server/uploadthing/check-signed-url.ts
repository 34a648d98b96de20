import { AppError } from '#server/errors.ts';
import { isSigned } from './sign.ts';

/** What a signed URL says about the file that may be sent to it. */
export interface SignedFile {
  key: string;
  name: string;
  size: number;
}

const MARK = '&signature=';

/**
 * Checks the URL a file is sent to, and reads it.
 * @param url as it was asked, nothing decoded or reordered: the signature is over the text before itself
 * @throws AppError FORBIDDEN when it is not signed with `apiKey`, or its time is over
 */
export function checkSignedUrl(url: string, apiKey: string, now = Date.now()): SignedFile {
  const at = url.lastIndexOf(MARK);
  const signature = at < 0 ? null : url.slice(at + MARK.length).replace('%3D', '=');
  if (!isSigned(url.slice(0, Math.max(0, at)), signature, apiKey))
    throw new AppError('FORBIDDEN', 'This upload link was not made here. Begin the upload again.');
  const { pathname, searchParams } = new URL(url);
  if (!(Number(searchParams.get('expires')) > now))
    throw new AppError('FORBIDDEN', 'This upload link has expired. Begin the upload again.', {
      expired: true,
    });
  return {
    key: pathname.slice(pathname.lastIndexOf('/') + 1),
    // The values are encoded twice.
    name: decodeURIComponent(searchParams.get('x-ut-file-name') ?? ''),
    size: Number(searchParams.get('x-ut-file-size')),
  };
}
