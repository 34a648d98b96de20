/** A key that was just made. */
export interface MadeKey {
  key: string;
  expiresAt: Date;
  title: string;
}
