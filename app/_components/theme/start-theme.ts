/**
 * Sets `data-theme` on <html> to what was chosen, or to the system's theme, and follows later changes of either.
 * It runs as an inline script before anything else has loaded, so it may use nothing from outside itself.
 */
export function startTheme(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let chosen: string | null = null;
    try {
      chosen = window.localStorage.getItem('theme');
    } catch {
      // Storage is closed to this page: the system's theme it is.
    }
    const fixed = chosen === 'light' || chosen === 'dark' ? chosen : null;
    document.documentElement.dataset.theme = fixed ?? (system.matches ? 'dark' : 'light');
  };
  apply();
  system.addEventListener('change', apply);
  window.addEventListener('storage', apply);
  window.addEventListener('themechange', apply);
}
