/** What the single file has beyond Node. */
interface Bun {
  gc(now: boolean): void;
  gzipSync(bytes: Buffer, how: { level: number; library: 'libdeflate' }): Uint8Array<ArrayBuffer>;
}

/** The runtime of the single file; undefined on Node. */
export function findBun(): Bun | undefined {
  return (globalThis as { Bun?: Bun }).Bun;
}
