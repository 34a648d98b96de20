import { open } from 'node:fs/promises';
import { AppError } from '#server/errors.ts';

const HEAD = 64 * 1024;
const TAR_MAGIC_AT = 257;

export type Wrapping = 'gzip' | 'zip' | 'tar' | 'text';

/** First bytes of what people send by mistake, and what to send instead. */
const REFUSED: readonly (readonly [magic: string, what: string, advice: string])[] = [
  ['28b52ffd', 'a zstd file', 'Unpack it or use gzip.'],
  ['fd377a58', 'an xz file', 'Unpack it or use gzip.'],
  ['425a68', 'a bzip2 file', 'Unpack it or use gzip.'],
  ['377abcaf', 'a 7z archive', 'Use zip or tar.gz.'],
  ['52617221', 'a RAR archive', 'Use zip or tar.gz.'],
  ['50415231', 'a Parquet file', 'Export as CSV and send that.'],
  ['d0cf11e0', 'an Excel workbook', 'Save it as CSV (UTF-8) and send that.'],
  ['25504446', 'a PDF', 'Send the CSV.'],
  ['96d5', 'a binary file of sar', 'Send what "sadf -d" prints of it.'],
  ['d596', 'a binary file of sar', 'Send what "sadf -d" prints of it.'],
  ['7f454c46', 'a program', 'Send the CSV.'],
  ['00000000', 'an empty archive or an image of zeros', 'Send the CSV.'],
];

/**
 * What a file is by its first bytes, whatever its name says.
 * @throws AppError UNSUPPORTED_FORMAT for binary files of other kinds, UNSUPPORTED_ENCODING for UTF-16 and UTF-32,
 *   INVALID_CSV_FORMAT for an empty file
 */
export async function sniffFile(path: string): Promise<{ wrapping: Wrapping; head: Buffer }> {
  const head = await readHead(path);
  if (head.length === 0)
    throw new AppError('INVALID_CSV_FORMAT', 'The file is empty.', {
      found_columns: [],
      missing_columns: [],
    });
  const hex = head.subarray(0, 4).toString('hex');
  if (hex.startsWith('1f8b')) return { wrapping: 'gzip', head };
  if (hex === '504b0304' || hex === '504b0506') return { wrapping: 'zip', head };
  if (head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5).toString('latin1') === 'ustar')
    return { wrapping: 'tar', head };
  const [, what, advice] = REFUSED.find(([magic]) => hex.startsWith(magic)) ?? [];
  if (what !== undefined)
    throw new AppError('UNSUPPORTED_FORMAT', `This is ${what}, which is not read. ${advice}`);
  if (isUtf16(hex, head))
    throw new AppError(
      'UNSUPPORTED_ENCODING',
      'The file is UTF-16 or UTF-32 from its first byte on. Save it as UTF-8 and send it again.',
      { line: 1, byte: 0 },
    );
  return { wrapping: 'text', head };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** By its mark, or by a zero in every second byte. */
function isUtf16(hex: string, head: Buffer): boolean {
  if (hex.startsWith('fffe') || hex.startsWith('feff')) return true;
  const sample = head.subarray(0, 64);
  if (sample.length < 8) return false;
  const zeros = (start: number) => sample.filter((byte, at) => at % 2 === start && byte === 0).length;
  return zeros(0) > sample.length / 4 || zeros(1) > sample.length / 4;
}
