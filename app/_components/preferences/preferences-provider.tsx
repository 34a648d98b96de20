'use client';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Preferences } from '#server/accounts/preferences.ts';
import { showTheme } from '../theme/show-theme.ts';
import { PreferencesContext } from './preferences-context.ts';

interface PreferencesProviderProps {
  /** As they are kept. */
  initial: Preferences;
  knownZone: string | null;
  children: ReactNode;
}

/** Gives the reader's preferences to all below; a change is seen at once and kept in the background. */
export function PreferencesProvider({ initial, knownZone, children }: PreferencesProviderProps) {
  const trpc = useTRPC();
  const [preferences, setPreferences] = useState(initial);
  const { mutate, error } = useMutation(trpc.preferences.save.mutationOptions());
  const { theme } = preferences;
  // A theme that was chosen in another browser is known here from the first page on.
  useLayoutEffect(() => showTheme(theme), [theme]);
  const fault = error ? `The preference could not be kept. ${error.message}` : null;
  const value = useMemo(
    () => ({
      preferences,
      change: (wanted: Partial<Preferences>) => {
        setPreferences((now) => ({ ...now, ...wanted }));
        mutate(wanted, { onError: () => setPreferences(preferences) });
      },
      fault,
      knownZone,
    }),
    [preferences, mutate, fault, knownZone],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}
