import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { currentUser } from '#app/t/[tenant]/_guard.ts';
import type { Preferences } from '#server/accounts/preferences.ts';
import { readPreferences } from '#server/accounts/read-preferences.ts';

/** The preferences of whoever is signed in on the requested host, or null. One question per request. */
export const ownPreferences = cache(async (): Promise<Preferences | null> => {
  const user = await currentUser();
  return user && readPreferences(user);
});

/** The browser's time zone as it told in a cookie (start-theme.ts); null when it has not, or told none there is. */
export async function knownZone(): Promise<string | null> {
  const told = (await cookies()).get('zone')?.value;
  if (!told || told.length > 64) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: told }).resolvedOptions().timeZone && told;
  } catch {
    return null;
  }
}
