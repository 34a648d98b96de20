const MB = 1024 * 1024;

/** What a file may unfold to. */
export const STAGE_LIMITS = {
  /** Of a CSV after unpacking, and of each in an archive. */
  csvBytes: 100 * MB,
  /** Of all files in an archive together. */
  archiveBytes: 512 * MB,
  /** Of a collection after unpacking: it is read as a stream, and its samples take a fraction of that. */
  collectionBytes: 1024 * MB,
  /** Samples of the host, or rows of a CSV. */
  rows: 1_000_000,
  machines: 10_000,
  /** Files in an archive, those that are passed over included. */
  members: 1_000,
  csvLineBytes: MB,
  /** A record may hold 4 MiB of text, each character escaped twice. */
  collectionLineBytes: 16 * MB,
} as const;
