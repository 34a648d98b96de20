import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { type Libc, openLibc } from '../open-libc.ts';
import { findCleanText } from './find-clean-text.ts';

const MADV_RANDOM = 1;
const MADV_DONTNEED = 4;
const POSIX_FADV_DONTNEED = 4;
const EXECUTABLE = '/proc/self/exe';

/**
 * How to take the text of the single file out of the memory of this process, once it has started and now and then after
 * that. Each page that is touched, be it once, brings its neighbours (the kernel maps what it has of the file around it,
 * 64 kB or a whole large folio): 24 MB, of which a tick needs 12. The first time the file leaves the page cache too, so
 * that only what is needed comes in again, with some 200 reads of the disk; from then on it comes from there. Only pages
 * that are exactly those of the file are given back.
 *
 * Does nothing on Node, whose text is its own installation's, and where a call is not there or refused.
 */
export function textDropper(): () => void {
  let libc: Libc | undefined;
  let isFirst = true;
  return () => {
    libc ??= openLibc();
    if (!libc) return;
    try {
      const text = findCleanText(readFileSync('/proc/self/smaps', 'latin1'), readlinkSync(EXECUTABLE));
      for (const { start, length } of text) {
        libc.madvise(start, length, MADV_RANDOM);
        libc.madvise(start, length, MADV_DONTNEED);
      }
      if (isFirst) forget(libc);
      isFirst = false;
    } catch {
      // A host that hides /proc from its own processes: the text stays.
    }
  };
}

function forget(libc: Libc): void {
  const fd = openSync(EXECUTABLE, 'r');
  libc.posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  closeSync(fd);
}
