/**
 * Text of a /proc file (or of one of our own records) that is not what the kernel writes.
 * `line` is 1-based; 0 means the text as a whole.
 */
export class ProcfsError extends Error {
  override readonly name = 'ProcfsError';
  readonly subsystem: string;
  readonly line: number;

  constructor(subsystem: string, line: number, message: string) {
    super(line > 0 ? `${subsystem} line ${line}: ${message}` : `${subsystem}: ${message}`);
    this.subsystem = subsystem;
    this.line = line;
  }
}
