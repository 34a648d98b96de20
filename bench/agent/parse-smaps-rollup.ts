/** Memory of one process in MB (10⁶ bytes would flatter: 1 MB is 1,048,576 bytes here). */
export interface Memory {
  rss: number;
  /** Pages that no other process maps, the clean ones of its own executable among them. */
  unshared: number;
  /** Pages that it wrote and that exist because of it: what would be free without it. */
  private: number;
}

const KB_PER_MB = 1024;

/** Parses /proc/<pid>/smaps_rollup. */
export function parseSmapsRollup(text: string): Memory {
  const at = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) / KB_PER_MB;
  const dirty = at('Private_Dirty');
  return { rss: at('Rss'), unshared: dirty + at('Private_Clean'), private: dirty };
}
