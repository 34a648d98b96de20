/** A part of this process's memory, in bytes. */
export interface Mapping {
  start: number;
  length: number;
}

/**
 * The mappings of a file that hold nothing but what is in it, as /proc/self/smaps has them: private, not writable, and
 * without a page of their own, which a part that was once written (relocated, patched by a debugger) would have.
 * @param smaps its text
 * @param file the path, as smaps has it
 */
export function findCleanText(smaps: string, file: string): Mapping[] {
  const found: Mapping[] = [];
  let mapping: Mapping | null = null;
  for (const line of smaps.split('\n')) {
    const [, start, end, mode, path] =
      /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
    if (start !== undefined && end !== undefined) {
      const at = Number.parseInt(start, 16);
      const fits = path === file && /^r-[x-]p$/.test(mode ?? '');
      mapping = fits ? { start: at, length: Number.parseInt(end, 16) - at } : null;
    } else if (mapping && /^Anonymous:\s+0 kB$/.test(line)) found.push(mapping);
  }
  return found;
}
