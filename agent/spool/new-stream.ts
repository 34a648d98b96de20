import { readFileSync } from 'node:fs';

/** A random UUID of the kernel (random(4)): it is there without loading a library of cryptography for it. */
export const newStream = (): string => readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim();
