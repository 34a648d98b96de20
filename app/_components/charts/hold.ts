/** Where the time axis is held, Unix ms, while a hand moves or stretches it; read by the x scale of the plot. */
export interface Hold {
  window: { start: number; end: number } | null;
}
