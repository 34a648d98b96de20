import { THEME_KEY, type Theme } from './theme.ts';

/** Shows a theme from now on, in all windows of this browser, also before the next page has loaded. */
export function showTheme(theme: Theme): void {
  try {
    if ((window.localStorage.getItem(THEME_KEY) ?? 'system') === theme) return;
    window.localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is closed to this page: it is shown until the next one loads.
  }
  window.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
}
