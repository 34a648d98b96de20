/** A time to wait in words: "30 seconds", "10 minutes"; "a moment" when it is not known. */
export function formatWait(seconds: number): string {
  if (!(seconds > 0)) return 'a moment';
  if (seconds < 90) return seconds === 1 ? '1 second' : `${Math.ceil(seconds)} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
