import { MEMINFO_KEYS } from '../procfs/meminfo.ts';
import { STAT_KEYS } from '../procfs/stat.ts';
import { VMSTAT_KEYS } from '../procfs/vmstat.ts';
import { keepKeys } from './keep-keys.ts';

const AVERAGES = / avg\d+=\S*/g;
const BLANKS = / {2,}/g;

const squeeze = (text: string): string => text.replaceAll(BLANKS, ' ');
/** Cuts each line that has more columns. */
const firstColumns = (count: number): ((text: string) => string) => {
  const more = new RegExp(`^( *[^ \\n]+(?: +[^ \\n]+){${count - 1}}) .*$`, 'gm');
  return (text) => text.replaceAll(more, '$1');
};
const withoutAverages = (text: string): string => text.replaceAll(AVERAGES, '');

const statLines = keepKeys(STAT_KEYS);
/** Name and the eight times up to steal: guest is inside user already. */
const cpuTimes = firstColumns(9);
const meminfoLines = keepKeys(MEMINFO_KEYS);
/** Up to the discards; the flushes behind them, of Linux 5.5, are not read. */
const diskColumns = firstColumns(18);

const SHORTEN = new Map<string, (text: string) => string>([
  // Behind the uptime stands the idle time, behind the loads threads and the last process.
  ['uptime', firstColumns(1)],
  ['loadavg', firstColumns(3)],
  // Without the interrupts: thousands of columns on a large machine.
  ['stat', (text) => cpuTimes(statLines(text))],
  ['meminfo', (text) => squeeze(meminfoLines(text))],
  ['vmstat', keepKeys(VMSTAT_KEYS)],
  ['diskstats', (text) => diskColumns(squeeze(text))],
  ['net/dev', squeeze],
  // What moves at every look, and is the same as the total says.
  ...['cpu', 'memory', 'io', 'irq'].map((name) => [`pressure/${name}`, withoutAverages] as const),
]);

/**
 * What is recorded of a /proc file: the lines that a parser reads, up to the last column it reads, in a layout that
 * some kernel has, and without blanks in a row. The rest is most of the text, and most of what would go over the wire. '' when none of it is read.
 */
export function shortenFile(name: string): (text: string) => string {
  return SHORTEN.get(name) ?? ((text) => text);
}
