const MB = 1e6;

/**
 * `412.5 MB of 1,024.0 MB (40 %), 61.2 MB/s, 10 s left`; without the size, what is known. Rate in bytes of the file,
 * without the `before` that were taken when the time began.
 */
export function formatProgress(taken: number, size: number | null, seconds: number, before = 0): string {
  const rate = seconds > 0 ? (taken - before) / seconds : 0;
  const parts = [megabytes(taken)];
  if (size !== null && size > 0) {
    parts[0] += ` of ${megabytes(size)} (${Math.min(100, Math.floor((100 * taken) / size))} %)`;
  }
  if (rate > 0) parts.push(`${megabytes(rate)}/s`);
  if (rate > 0 && size !== null) parts.push(`${timeLeft(Math.max(0, size - taken) / rate)} left`);
  return parts.join(', ');
}

const megabytes = (bytes: number): string =>
  `${(bytes / MB).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
