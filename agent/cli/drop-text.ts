import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { openLibc } from '../open-libc.ts';
import { findCleanText } from './find-clean-text.ts';

const MADV_RANDOM = 1;
const MADV_DONTNEED = 4;
const POSIX_FADV_DONTNEED = 4;
const EXECUTABLE = '/proc/self/exe';

/**
 * Takes the text of the single file out of the memory of this process once it has started. Each page that is touched,
 * be it once, brings its neighbours (the kernel maps what it has of the file around it, 64 kB or a whole large folio):
 * 24 MB, of which a tick needs 12. Given back to the page cache and by that to the disk, only what is needed comes in
 * again, with some 200 reads of the disk. Only pages that are exactly those of the file are given back.
 *
 * Does nothing on Node, whose text is its own installation's, and where a call is not there or refused.
 */
export function dropText(): void {
  const libc = openLibc();
  if (!libc) return;
  const text = findCleanText(readFileSync('/proc/self/smaps', 'latin1'), readlinkSync(EXECUTABLE));
  const fd = openSync(EXECUTABLE, 'r');
  for (const { start, length } of text) libc.madvise(start, length, MADV_RANDOM);
  for (const { start, length } of text) libc.madvise(start, length, MADV_DONTNEED);
  libc.posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  closeSync(fd);
}
