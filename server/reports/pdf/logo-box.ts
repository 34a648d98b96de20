/** The room of the logo at the top of the cover, in points. */
export const LOGO_BOX = { width: 170, height: 46 } as const;
