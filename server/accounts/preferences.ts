/** What a person chooses for themselves, in every portal. Without zod: pages in the browser read this file. */
export interface Preferences {
  theme: (typeof THEMES)[number];
  /** KiB of 1,024 bytes, or kB of 1,000. */
  bytes: (typeof BYTE_UNITS)[number];
  /** Mbit/s, or bytes per second as for disks. */
  network: (typeof NETWORK_UNITS)[number];
  timeZone: (typeof TIME_ZONES)[number];
  /** What a machine's page shows when its address names no range. */
  range: (typeof DEFAULT_RANGES)[number];
}

/** `system` follows the operating system. */
export const THEMES = ['system', 'light', 'dark'] as const;
export const BYTE_UNITS = ['binary', 'decimal'] as const;
export const NETWORK_UNITS = ['bits', 'bytes'] as const;
/** `machine`: the zone of the machine that is looked at, the browser's where none is known. */
export const TIME_ZONES = ['browser', 'utc', 'machine'] as const;
export const DEFAULT_RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', 'all'] as const;

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  bytes: 'binary',
  network: 'bits',
  timeZone: 'browser',
  range: '15m',
};
