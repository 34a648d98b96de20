/** What the user chose; `system` follows the operating system. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the choice is kept in localStorage; start-theme.ts reads the same. */
export const THEME_KEY = 'theme';
