/** /proc/stat without its intr and softirq lines: thousands of columns on a large machine, and no metric uses them. */
export function withoutInterrupts(stat: string): string {
  return stat.replaceAll(/^(?:intr|softirq) .*\n/gm, '');
}
