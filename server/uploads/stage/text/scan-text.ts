import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { AppError } from '#server/errors.ts';
import { locateByte } from './locate-byte.ts';
import { LineTooLong, wholeLines } from './whole-lines.ts';

const [NUL, NEWLINE, RETURN, QUOTE, ZERO, NINE, UNDERSCORE] = [0, 0x0a, 0x0d, 0x22, 0x30, 0x39, 0x5f];

/** What the bytes of a text file tell before anyone parses it. */
export interface TextTraits {
  bytes: number;
  /** Lines end sometimes with CR LF and sometimes with LF alone. */
  mixedNewlines: boolean;
  /** Some line ends with `separator`. */
  trailingSeparator: boolean;
  /** Somewhere an underscore stands between two digits; DuckDB would read 1_000 as a number. */
  underscoredDigits: boolean;
}

/**
 * Reads a whole file once and finds what no reader of CSV or JSON may meet: NUL bytes, bytes that are not UTF-8, a
 * carriage return that ends no line, a line without end. Takes about 0.1 s for 100 MB, as all of it is searching, not
 * looking at each byte; pauses between chunks.
 * @throws AppError UNSUPPORTED_ENCODING or INVALID_CSV_FORMAT with `details.line` and `details.byte` (from 0)
 */
export async function scanText(
  path: string,
  {
    separator,
    longestLine,
    onBytes,
  }: { separator: string; longestLine: number; onBytes: (bytes: number) => void },
): Promise<TextTraits> {
  const traits = { bytes: 0, mixedNewlines: false, trailingSeparator: false, underscoredDigits: false };
  const newlines = { plain: false, withReturn: false };
  const file = await open(path);
  try {
    for await (const { lines, offset } of wholeLines(file, longestLine)) {
      await checkBytes(path, lines, offset);
      noteNewlines(newlines, lines);
      if (!traits.trailingSeparator) traits.trailingSeparator = endsWithSeparator(lines, separator);
      if (!traits.underscoredDigits) traits.underscoredDigits = hasUnderscoredDigits(lines);
      traits.bytes = offset + lines.length;
      onBytes(traits.bytes);
    }
  } catch (error) {
    if (error instanceof LineTooLong) throw await lineTooLong(path, error.offset, longestLine);
    throw error;
  } finally {
    await file.close();
  }
  traits.mixedNewlines = newlines.plain && newlines.withReturn;
  return traits;
}

async function checkBytes(path: string, lines: Buffer, offset: number): Promise<void> {
  const nul = lines.indexOf(NUL);
  if (nul >= 0) {
    const place = await locateByte(path, offset + nul);
    throw new AppError(
      'INVALID_CSV_FORMAT',
      `Line ${place.line} holds a NUL byte: this is not a text file, or it is damaged or UTF-16. Send UTF-8 text.`,
      { ...place },
    );
  }
  if (!isUtf8(lines)) {
    const place = await locateByte(path, offset + firstBadByte(lines));
    throw new AppError(
      'UNSUPPORTED_ENCODING',
      `Line ${place.line} is not UTF-8 (perhaps Latin-1 or Windows-1252). Save the file as UTF-8 and send it again.`,
      { ...place },
    );
  }
  for (let at = lines.indexOf(RETURN); at >= 0; at = lines.indexOf(RETURN, at + 1)) {
    if (lines[at + 1] === NEWLINE) continue;
    const place = await locateByte(path, offset + at);
    throw new AppError(
      'INVALID_CSV_FORMAT',
      `Line ${place.line} holds a carriage return that ends no line. Lines must end with LF or CR LF.`,
      { ...place },
    );
  }
}

/** By halving: isUtf8 is fast, looking at each byte is not. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = characterStart(bytes, (good + bad) >> 1, good);
    if (middle === good) break;
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function characterStart(bytes: Buffer, at: number, from: number): number {
  let start = at;
  while (start > from && start > at - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}

function noteNewlines(seen: { plain: boolean; withReturn: boolean }, lines: Buffer): void {
  if (!lines.includes(RETURN)) {
    seen.plain ||= lines.includes(NEWLINE);
    return;
  }
  seen.withReturn = true;
  for (let at = lines.indexOf(NEWLINE); at >= 0 && !seen.plain; at = lines.indexOf(NEWLINE, at + 1))
    seen.plain = lines[at - 1] !== RETURN;
}

/**
 * Also a quoted empty last cell: `,""`. Searched from the back, where the search is for the rare newline first and not
 * for the frequent separator: ten times as fast.
 */
function endsWithSeparator(lines: Buffer, separator: string): boolean {
  const cells = lines.includes(QUOTE) ? ['', '""'] : [''];
  const ends = lines.includes(RETURN) ? ['\n', '\r\n'] : ['\n'];
  // The last line of a file may lack its newline.
  const tail = lines
    .subarray(-4)
    .toString('latin1')
    .replace(/\r?\n$/, '')
    .replace(/""$/, '');
  if (tail.endsWith(separator)) return true;
  return cells.some((cell) => ends.some((end) => lines.lastIndexOf(separator + cell + end) >= 0));
}

function hasUnderscoredDigits(lines: Buffer): boolean {
  for (let at = lines.indexOf(UNDERSCORE); at >= 0; at = lines.indexOf(UNDERSCORE, at + 1))
    if (isDigit(lines[at - 1]) && isDigit(lines[at + 1])) return true;
  return false;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE;

async function lineTooLong(path: string, offset: number, longest: number): Promise<AppError> {
  const place = await locateByte(path, offset);
  return new AppError(
    'INVALID_CSV_FORMAT',
    `Line ${place.line} is longer than ${longest} bytes: this is not a file of lines.`,
    { ...place },
  );
}
