/** How long a key still works: "12 days", "5 hours", "less than an hour". `now` in Unix ms. */
export function timeLeft(expiresAt: string, now: number): string {
  const hours = Math.floor((Date.parse(expiresAt) - now) / 3_600_000);
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
