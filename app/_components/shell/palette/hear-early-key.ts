/**
 * Remembers in `data-palette` of <html> that the palette was asked for before it could be shown; the palette takes over
 * when it is there. It runs as an inline script, before anything else has loaded, so it may use nothing from outside
 * itself.
 */
export function hearEarlyKey(isPaletteKey: (event: KeyboardEvent) => boolean): void {
  const said = document.documentElement.dataset;
  const hear = (event: KeyboardEvent) => {
    if (said.palette === 'ready') return window.removeEventListener('keydown', hear);
    if (!isPaletteKey(event)) return;
    event.preventDefault();
    said.palette = 'asked';
  };
  window.addEventListener('keydown', hear);
}
