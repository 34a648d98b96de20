import { findBun } from './find-bun.ts';

/** Functions of the C library, as in its manual; each answers 0 or what went wrong. */
export interface Libc {
  madvise(address: number, length: number, advice: number): number;
  posix_fadvise(fd: number, offset: number, length: number, advice: number): number;
}

interface Ffi {
  dlopen(
    library: string,
    functions: Record<keyof Libc, { args: string[]; returns: 'int' }>,
  ): { symbols: Libc };
}

/** The C library, which the single file can call; undefined on Node, and where it cannot be opened. */
export function openLibc(): Libc | undefined {
  if (!findBun()) return undefined;
  try {
    const ffi = (process.getBuiltinModule as (name: string) => unknown)('bun:ffi') as Ffi;
    return ffi.dlopen('libc.so.6', {
      madvise: { args: ['ptr', 'usize', 'int'], returns: 'int' },
      posix_fadvise: { args: ['int', 'i64', 'i64', 'int'], returns: 'int' },
    }).symbols;
  } catch {
    // Another C library, or a host that forbids executable memory.
    return undefined;
  }
}
