import { dirname, join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { claimFolder } from './claim-folder.ts';
import { CONTAINERS_HEADER } from './container-rows.ts';
import { DISKSTATS_HEADER } from './diskstats-rows.ts';
import { HOST_HEADER } from './host-rows.ts';
import { MEMINFO_HEADER } from './meminfo-rows.ts';
import { NET_DEV_HEADER } from './net-dev-rows.ts';
import { openTable, type Table } from './open-table.ts';
import { STAT_HEADER } from './stat-rows.ts';
import { STATFS_HEADER } from './statfs-rows.ts';

/** Every table there is: its place in the folder and its first line. */
const TABLES = {
  stat: ['proc/stat', STAT_HEADER],
  meminfo: ['proc/meminfo', MEMINFO_HEADER],
  diskstats: ['proc/diskstats', DISKSTATS_HEADER],
  netDev: ['proc/net/dev', NET_DEV_HEADER],
  statfs: ['statfs_ALL', STATFS_HEADER],
  containers: ['containers.csv', CONTAINERS_HEADER],
  host: ['host.csv', HOST_HEADER],
} as const;
type TableName = keyof typeof TABLES;

export interface Output {
  rows(table: TableName, rows: readonly string[]): void;
  /** Writes system_info.json and gives all files their names; before that nothing in the folder looks finished. */
  finish(systemInfo: object): void;
  /** Removes all that was written. */
  abandon(): void;
}

/** Opens the output folder (see claimFolder) with all its tables. Throws the system's error. */
export function openOutput(folder: string, force: boolean): Output {
  claimFolder(folder, force);
  const open = (path: string, header: string): Table => {
    const whole = join(folder, path);
    makeFolder(dirname(whole));
    return openTable(whole, header);
  };
  const each = <Value>(make: (name: TableName) => Value): Record<TableName, Value> => ({
    stat: make('stat'),
    meminfo: make('meminfo'),
    diskstats: make('diskstats'),
    netDev: make('netDev'),
    statfs: make('statfs'),
    containers: make('containers'),
    host: make('host'),
  });
  const tables = each((name) => {
    const [path, header] = TABLES[name];
    return open(path, header);
  });
  return {
    rows(table, rows) {
      for (const row of rows) tables[table].row(row);
    },
    finish(systemInfo) {
      const info = open('system_info.json', JSON.stringify(systemInfo, null, 2));
      const all = [...Object.values(tables), info];
      for (const table of all) table.close();
      for (const table of all) table.publish();
    },
    abandon() {
      for (const table of Object.values(tables)) table.abandon();
    },
  };
}
