/**
 * A figure for the screen: three significant digits, thousands apart, an en dash when nothing was measured.
 * All digits are in the export.
 */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size < 0.005 ? 0 : 2;
  // Fixed locale: server and browser must write the same text.
  return (size < 0.005 ? 0 : value).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
