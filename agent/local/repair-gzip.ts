import { ftruncateSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { MEMBER_HEADER, memberLength } from './gzip-member.ts';

/**
 * Cuts a torn last member off a file of gzip members, and answers the size that is left. A file that another program
 * packed is left as it is: members may follow it.
 */
export function repairGzip(descriptor: number, size: number): number {
  const header = Buffer.alloc(MEMBER_HEADER);
  let [end, lastStart] = [0, 0];
  while (end < size) {
    const read = readSync(descriptor, header, 0, MEMBER_HEADER, end);
    const length = memberLength(header.subarray(0, read));
    if (length === null && end === 0 && read === MEMBER_HEADER) return size;
    if (length === null || end + length > size) break;
    lastStart = end;
    end += length;
  }
  // After a power failure a member may have its length and yet not its content.
  if (end > 0 && end === size && !isWhole(descriptor, lastStart, end)) end = lastStart;
  if (end < size) ftruncateSync(descriptor, end);
  return end;
}

function isWhole(descriptor: number, start: number, end: number): boolean {
  const member = Buffer.alloc(end - start);
  readSync(descriptor, member, 0, member.length, start);
  try {
    gunzipSync(member);
    return true;
  } catch {
    return false;
  }
}
