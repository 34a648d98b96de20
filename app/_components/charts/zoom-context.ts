import { createContext } from 'react';

/** How the charts of a page change the time that is looked at. */
export interface Zoom {
  /** To a part of it, Unix ms. */
  into: (from: number, to: number) => void;
  /** Back to what was looked at before. */
  out: () => void;
}

/** Charts below a provider can be zoomed; without one they only show. */
export const ZoomContext = createContext<Zoom | null>(null);
