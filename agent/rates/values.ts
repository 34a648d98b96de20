/** Catalogue id → value; null (or absent, until blankValues fills it in) where it cannot be known. */
export type Values = Record<string, number | null>;
