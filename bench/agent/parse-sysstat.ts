/** One line of a sysstat report, by column name as printed, such as `%usr` or `rkB/s`. */
export type SysstatRow = Readonly<Record<string, string>>;

/**
 * The rows of the averages that mpstat and sar print at the end, and those of iostat: blocks between empty lines whose
 * first line names the columns.
 */
export function parseSysstat(text: string): SysstatRow[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const [head = [], ...rows] = block
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([first]) => first !== '');
    if (head[0] !== 'Average:' && head[0] !== 'Device') return [];
    return rows.map((cells) => Object.fromEntries(head.map((column, index) => [column, cells[index] ?? ''])));
  });
}
