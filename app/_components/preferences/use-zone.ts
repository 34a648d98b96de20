'use client';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { usePreferences } from './preferences-context.ts';

/** The zone of the machine that is looked at (IANA); null where there is none or it is not known. */
export const MachineZoneContext = createContext<string | null>(null);

export interface Zone {
  /** IANA name, "Europe/Berlin". */
  zone: string;
  /** As it is shown beside times. */
  name: string;
}

const never = () => () => undefined;
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/**
 * The zone in which times are written, as the reader prefers. The server knows the browser's from a cookie; where it
 * does not yet, it writes UTC and the browser replaces it while it hydrates, without a mismatch.
 */
export function useZone(): Zone {
  const { preferences, knownZone } = usePreferences();
  const machine = useContext(MachineZoneContext);
  const browser = useSyncExternalStore(never, here, () => knownZone ?? 'UTC');
  if (preferences.timeZone === 'utc') return { zone: 'UTC', name: 'UTC' };
  if (preferences.timeZone === 'machine' && machine) return { zone: machine, name: machine };
  return { zone: browser, name: browser };
}
