/**
 * Sets `data-theme` on <html> to what was chosen, or to the system's theme, and follows later changes of either; and
 * tells the server the browser's time zone in a cookie, so that the next page is written in it. `preferred` is what
 * is kept for the signed-in reader, who may have chosen it in another browser. It runs as an inline script before
 * anything else has loaded, so it may use nothing from outside itself.
 */
export function startTheme(preferred?: string): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let shown = preferred;
  try {
    if (preferred) window.localStorage.setItem('theme', preferred);
  } catch {
    // Storage is closed to this page: the theme holds until the next one.
  }
  const apply = () => {
    try {
      shown = window.localStorage.getItem('theme') ?? shown;
    } catch {
      // As above.
    }
    const fixed = shown === 'light' || shown === 'dark' ? shown : null;
    document.documentElement.dataset.theme = fixed ?? (system.matches ? 'dark' : 'light');
  };
  apply();
  system.addEventListener('change', apply);
  window.addEventListener('storage', apply);
  window.addEventListener('themechange', (event) => {
    if (event instanceof CustomEvent) shown = String(event.detail);
    apply();
  });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is not there on plain http
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)};path=/;max-age=31536000;samesite=lax`;
}
