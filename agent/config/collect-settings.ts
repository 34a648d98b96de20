import { LOG_LEVELS, type LogLevel } from '../log.ts';
import type { SettingTable } from './setting.ts';
import { duration, filled, oneOf, patterns } from './setting-parsers.ts';
import { stateFolder } from './state-folder.ts';

export const MODES = ['local', 'trickle'] as const;

/** Settings of both modes; times in milliseconds. */
export interface CollectSettings {
  mode: (typeof MODES)[number];
  frequency: number;
  /** 0: until stopped. */
  duration: number;
  /** Glob patterns, see keepName; empty: everything. */
  devices: readonly string[];
  interfaces: readonly string[];
  mounts: readonly string[];
  /** Over `runtime/name` and `runtime/id`. */
  containers: readonly string[];
  loglevel: LogLevel;
  /** `none`: no status file. */
  statusFile: string;
  procRoot: string;
  sysRoot: string;
}

const S = 1000;
const PATTERNS = 'patterns between commas, such as sd*,nvme* or !loop*';
const patternHelp = (what: string): string => `${what} to record; all, unless given; ! leaves out`;

/** What is collected, how often and for how long: settings of both modes. */
export const COLLECT_SETTINGS: SettingTable<CollectSettings> = {
  mode: {
    flag: 'mode',
    env: 'PCC_MODE',
    fallback: () => 'local',
    allowed: MODES.join(' or '),
    help: 'local appends to a file, trickle delivers to a portal',
    parse: oneOf(MODES),
  },
  frequency: {
    flag: 'frequency',
    env: 'PCC_FREQUENCY',
    fallback: () => '5s',
    allowed: '1s to 60s',
    help: 'time between two ticks',
    parse: duration(S, 60 * S),
  },
  duration: {
    flag: 'duration',
    env: 'PCC_DURATION',
    fallback: () => '0',
    allowed: 'a time such as 90s, 10m or 24h, or 0',
    help: 'how long to collect after the first tick; 0: until stopped',
    parse: duration(0, 366 * 86_400 * S),
  },
  devices: {
    flag: 'devices',
    env: 'PCC_DEVICES',
    fallback: () => '',
    allowed: PATTERNS,
    help: patternHelp('block devices'),
    parse: patterns,
  },
  interfaces: {
    flag: 'interfaces',
    env: 'PCC_INTERFACES',
    fallback: () => '',
    allowed: PATTERNS,
    help: patternHelp('network interfaces'),
    parse: patterns,
  },
  mounts: {
    flag: 'mounts',
    env: 'PCC_MOUNTS',
    fallback: () => '',
    allowed: PATTERNS,
    help: patternHelp('mount points'),
    parse: patterns,
  },
  containers: {
    flag: 'containers',
    env: 'PCC_CONTAINERS',
    // A host runs a hundred services; whoever wants them says `*`.
    fallback: () => '!systemd/*.service,!systemd/init.scope,!systemd/session-*',
    allowed: PATTERNS.replace('sd*,nvme* or !loop*', 'docker/web* or !systemd/*'),
    help: patternHelp('containers and units, as runtime/name,'),
    parse: patterns,
  },
  loglevel: {
    flag: 'loglevel',
    env: 'PCC_LOGLEVEL',
    fallback: () => 'info',
    allowed: LOG_LEVELS.join(', '),
    help: 'from which level on to log, to standard error',
    parse: oneOf(LOG_LEVELS),
  },
  statusFile: {
    flag: 'status',
    env: 'PCC_STATUS',
    fallback: () =>
      process.getuid?.() === 0 ? '/run/perfanalysis/status.json' : `${stateFolder()}/status.json`,
    allowed: 'the path of a file, or none',
    help: 'the file that pcc status reads; none: do not write one',
    parse: filled,
  },
  procRoot: {
    flag: 'proc-root',
    env: 'PCC_PROC_ROOT',
    fallback: () => '/proc',
    allowed: 'the path of a folder',
    help: 'where to read /proc files',
    parse: filled,
  },
  sysRoot: {
    flag: 'sys-root',
    env: 'PCC_SYS_ROOT',
    fallback: () => '/sys',
    allowed: 'the path of a folder',
    help: 'where to read /sys files',
    parse: filled,
  },
};
