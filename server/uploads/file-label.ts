/** A file's name as the client gave it, fit to be stored and shown: one line, at most 255 characters. */
export const fileLabel = (name: string): string =>
  name
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(-255)
    .toWellFormed() || 'file';
