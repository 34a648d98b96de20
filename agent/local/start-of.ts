import { readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { MEMBER_HEADER, memberLength } from './gzip-member.ts';

const ENOUGH = 64;
const MOST = 16 * 1024 * 1024;

/** When a collection begins, Unix milliseconds, by its first record; null for an empty file and one that says nothing. */
export function startOf(descriptor: number, gzip: boolean): number | null {
  const first = gzip ? firstMember(descriptor) : readStart(descriptor, ENOUGH).toString('latin1');
  const seconds = /^\{"timestamp":(\d{1,10})[,}]/.exec(first)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

function firstMember(descriptor: number): string {
  const length = memberLength(readStart(descriptor, MEMBER_HEADER));
  if (length === null || length > MOST) return '';
  try {
    return gunzipSync(readStart(descriptor, length)).toString('latin1', 0, ENOUGH);
  } catch {
    return '';
  }
}

function readStart(descriptor: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, bytes, 0));
}
