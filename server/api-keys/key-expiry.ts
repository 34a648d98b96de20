const LIFETIME_DAYS = 90;

/** When a key that is made now expires. */
export const keyExpiry = (now = Date.now()): Date => new Date(now + LIFETIME_DAYS * 24 * 3600 * 1000);
