/** Stands where nothing was measured. */
export const NO_FIGURE = '–';

/** `1,234.5` with exactly `decimals` decimals and a true minus sign; a dash for null. */
export function formatNumber(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return NO_FIGURE;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction ? `${grouped}.${fraction}` : grouped;
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}
