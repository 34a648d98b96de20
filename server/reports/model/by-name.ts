/** `cpu2` before `cpu10`. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
