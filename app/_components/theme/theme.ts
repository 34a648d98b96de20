import { THEMES as CHOICES, type Preferences } from '#server/accounts/preferences.ts';

/** What the user chose; `system` follows the operating system. */
export const THEMES = CHOICES;
export type Theme = Preferences['theme'];

/** Where the choice is mirrored in localStorage for the first paint; start-theme.ts reads the same. */
export const THEME_KEY = 'theme';
