/** Heard by the palette of the page. */
export const OPEN_PALETTE = 'openpalette';

export const openPalette = (): void => {
  window.dispatchEvent(new Event(OPEN_PALETTE));
};
