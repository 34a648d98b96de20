/** A text file to be read, unpacked. `member` is its name in the archive it came in, for messages. */
export interface TextFile {
  path: string;
  member: string | null;
}
