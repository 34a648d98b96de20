import { AppError } from '#server/errors.ts';
import { readJpegSize } from './logo/read-jpeg-size.ts';
import { readPngSize } from './logo/read-png-size.ts';

/** A logo that was looked at: what it is, and its size in pixels. */
export interface CheckedLogo {
  dataUrl: string;
  width: number;
  height: number;
}

const MOST_BYTES = 512 * 1024;
const MOST_PIXELS = 4096;
const DATA_URL = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * Looks whether an image can stand on a report: a whole PNG or JPEG of at most 512 KB and 4096 × 4096 pixels, told by
 * its bytes and not by what it says it is. Its type in the answer is the true one.
 * @param logo the file's bytes, or a data URL with them
 * @throws AppError INVALID_IMAGE
 */
export function checkLogo(logo: Uint8Array | string): CheckedLogo {
  const bytes = typeof logo === 'string' ? bytesOf(logo) : Buffer.from(logo);
  if (bytes.length > MOST_BYTES)
    throw invalid(`The logo has ${Math.ceil(bytes.length / 1024)} KB; 512 KB is the most.`);
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const isJpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  if (!isPng && !isJpeg) throw invalid('The logo is no PNG and no JPEG.');
  const size = isPng ? readPngSize(bytes, MOST_PIXELS) : readJpegSize(bytes);
  if (size === null) throw invalid('The logo is damaged or not complete.');
  if (size.width > MOST_PIXELS || size.height > MOST_PIXELS)
    throw invalid(`The logo has ${size.width} × ${size.height} pixels; 4096 × 4096 is the most.`);
  const type = isPng ? 'png' : 'jpeg';
  return { ...size, dataUrl: `data:image/${type};base64,${bytes.toString('base64')}` };
}

function bytesOf(dataUrl: string): Buffer {
  const base64 = DATA_URL.exec(dataUrl)?.[1];
  if (base64 === undefined) throw invalid('The logo is no PNG or JPEG as a data URL.');
  return Buffer.from(base64, 'base64');
}

const invalid = (message: string): AppError =>
  new AppError('INVALID_IMAGE', `${message} Save it as a PNG or JPEG and try again.`);
