const MEBIBYTE = 1024 ** 2;

/** Largest file, as sent and after a Content-Encoding is taken off. */
export const FILE_BYTES = 100 * MEBIBYTE;
/** Bytes of a file are kept in rows of this size; what a sender is told to send at once. */
export const PART_BYTES = 4 * MEBIBYTE;
/** Most that one call may bring of a file that is sent in pieces. */
export const CALL_BYTES = 16 * MEBIBYTE;
