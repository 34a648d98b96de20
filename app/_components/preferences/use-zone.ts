'use client';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { usePreferences } from './preferences-context.ts';

/** The zone of the machine that is looked at (IANA); null where there is none or it is not known. */
export const MachineZoneContext = createContext<string | null>(null);

const never = () => () => undefined;
const UTC = new Set(['', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Etc/Unknown']);
const plain = (zone: string): string => (UTC.has(zone) ? 'UTC' : zone);
const here = () => plain(Intl.DateTimeFormat().resolvedOptions().timeZone);

/**
 * The browser's own zone. The server knows it from a cookie; where it does not yet, it writes UTC and the browser
 * replaces it while it hydrates, without a mismatch.
 */
export function useBrowserZone(): string {
  const { knownZone } = usePreferences();
  return useSyncExternalStore(never, here, () => plain(knownZone ?? ''));
}

/** The zone in which times are written, as the reader prefers: an IANA name. */
export function useZone(): string {
  const { preferences } = usePreferences();
  const machine = useContext(MachineZoneContext);
  const browser = useBrowserZone();
  return { browser, utc: 'UTC', machine: machine ?? browser }[preferences.timeZone];
}
