import { createContext, useContext } from 'react';
import { DEFAULT_PREFERENCES, type Preferences } from '#server/accounts/preferences.ts';

export interface OwnPreferences {
  preferences: Preferences;
  /** Shows a change at once and keeps it; brought back when it cannot be kept. */
  change: (wanted: Partial<Preferences>) => void;
  /** What went wrong with the last change. */
  fault: string | null;
  /** The browser's zone as the server learned it; null before the first visit told it. */
  knownZone: string | null;
}

/** Outside of the portal's frame (signing in) there are only defaults. */
export const PreferencesContext = createContext<OwnPreferences>({
  preferences: DEFAULT_PREFERENCES,
  change: () => undefined,
  fault: null,
  knownZone: null,
});

/** The reader's preferences, and how to change them. */
export const usePreferences = (): OwnPreferences => useContext(PreferencesContext);
