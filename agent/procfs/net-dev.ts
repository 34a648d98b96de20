import { parseCounter } from './parse-counter.ts';
import { parseName } from './parse-name.ts';
import { ProcfsError } from './procfs-error.ts';
import { scanCounters } from './scan-counters.ts';

/** What the catalogue uses of one line of /proc/net/dev. */
export type NetCounters = readonly [
  rxBytes: number,
  rxPackets: number,
  rxErrors: number,
  rxDropped: number,
  txBytes: number,
  txPackets: number,
  txErrors: number,
  txDropped: number,
  /** Absent in snapshots that were kept by earlier versions. */
  rxCompressed?: number,
  rxMulticast?: number,
  txCompressed?: number,
];

export type NetDev = Record<string, NetCounters>;

const SUBSYSTEM = '/proc/net/dev';
/** Eight columns received, eight sent, since Linux 2.2. */
const COLUMNS = 16;
const HEADER_LINES = 2;

/** Parses /proc/net/dev, every interface by name. Throws ProcfsError. */
export function parseNetDev(text: string): NetDev {
  if (!text.startsWith('Inter-|')) throw new ProcfsError(SUBSYSTEM, 1, 'the header "Inter-|" is missing');
  const interfaces = new Map<string, NetCounters>();
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    if (line <= HEADER_LINES || row.trim() === '') continue;
    // Old kernels put no space behind the colon, and an alias has a colon in its name: the last one ends the name.
    const colon = row.lastIndexOf(':');
    if (colon < 0) throw new ProcfsError(SUBSYSTEM, line, 'no colon behind the interface name');
    const quick = scanCounters(row, colon + 1);
    const columns =
      quick ??
      row
        .slice(colon + 1)
        .trim()
        .split(/\s+/);
    if (columns.length < COLUMNS) {
      throw new ProcfsError(
        SUBSYSTEM,
        line,
        `${columns.length} columns where at least ${COLUMNS} are needed`,
      );
    }
    const at = (column: number, field: string): number => {
      const value = columns[column];
      return typeof value === 'number' ? value : parseCounter(value, { subsystem: SUBSYSTEM, line, field });
    };
    interfaces.set(parseName(row.slice(0, colon).trim(), SUBSYSTEM, line), [
      at(0, 'bytes received'),
      at(1, 'packets received'),
      at(2, 'receive errors'),
      at(3, 'receive drops'),
      at(8, 'bytes sent'),
      at(9, 'packets sent'),
      at(10, 'send errors'),
      at(11, 'send drops'),
      at(6, 'compressed received'),
      at(7, 'multicast received'),
      at(15, 'compressed sent'),
    ]);
  }
  return Object.fromEntries(interfaces);
}
