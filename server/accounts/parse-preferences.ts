import { z } from 'zod';
import {
  BYTE_UNITS,
  DEFAULT_PREFERENCES,
  DEFAULT_RANGES,
  NETWORK_UNITS,
  type Preferences,
  THEMES,
  TIME_ZONES,
} from './preferences.ts';

const schema = z.object({
  theme: z.enum(THEMES).catch(DEFAULT_PREFERENCES.theme),
  bytes: z.enum(BYTE_UNITS).catch(DEFAULT_PREFERENCES.bytes),
  network: z.enum(NETWORK_UNITS).catch(DEFAULT_PREFERENCES.network),
  timeZone: z.enum(TIME_ZONES).catch(DEFAULT_PREFERENCES.timeZone),
  range: z.enum(DEFAULT_RANGES).catch(DEFAULT_PREFERENCES.range),
});

/**
 * Stored preferences as they hold now: what is missing, or no longer a choice, is the default; keys that are unknown
 * are dropped.
 */
export function parsePreferences(stored: unknown): Preferences {
  const found = schema.safeParse(stored);
  return found.success ? found.data : DEFAULT_PREFERENCES;
}
