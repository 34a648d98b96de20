import type { SettingTable } from './setting.ts';
import { duration, filled, flag, whole } from './setting-parsers.ts';

export interface LocalSettings {
  collection: string;
  gzip: boolean;
  fsyncTicks: number;
  /** 0: never. */
  rotateMb: number;
  /** Milliseconds; 0: never. */
  rotateAge: number;
  /** 0: all. */
  rotateKeep: number;
}

const S = 1000;

/** The collection file of local mode. */
export const LOCAL_SETTINGS: SettingTable<LocalSettings> = {
  collection: {
    flag: 'collection',
    env: 'PCC_COLLECTION',
    fallback: () => 'collection.json',
    allowed: 'the path of a file',
    help: 'the file that local mode appends JSON lines to',
    parse: filled,
  },
  gzip: {
    flag: 'gzip',
    env: 'PCC_GZIP',
    fallback: () => 'false',
    allowed: 'true or false',
    help: 'local mode writes gzip, and adds .gz to the name',
    parse: flag,
    isSwitch: true,
  },
  fsyncTicks: {
    flag: 'fsync-ticks',
    env: 'PCC_FSYNC_TICKS',
    fallback: () => '1',
    allowed: '1 to 3600',
    help: 'local mode makes the file safe against power loss every so many ticks',
    parse: whole(1, 3600),
  },
  rotateMb: {
    flag: 'rotate-mb',
    env: 'PCC_ROTATE_MB',
    fallback: () => '0',
    allowed: '0 to 1000000',
    help: 'local mode starts a new file at this size; 0: never',
    parse: whole(0, 1_000_000),
  },
  rotateAge: {
    flag: 'rotate-age',
    env: 'PCC_ROTATE_AGE',
    fallback: () => '0',
    allowed: '1m to 366d, or 0',
    help: 'local mode starts a new file at this age; 0: never',
    parse: duration(60 * S, 366 * 86_400 * S, 'or 0'),
  },
  rotateKeep: {
    flag: 'rotate-keep',
    env: 'PCC_ROTATE_KEEP',
    fallback: () => '0',
    allowed: '0 to 100000',
    help: 'how many files of before to keep; 0: all',
    parse: whole(0, 100_000),
  },
};
