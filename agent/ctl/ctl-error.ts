/** Exit codes of pcctl; they are part of what scripts rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  notAllowed: 4,
  interrupted: 130,
} as const;

interface CtlErrorOptions extends ErrorOptions {
  details?: Readonly<Record<string, unknown>>;
}

/** Why pcctl ends without having done what was asked: a sentence, the exit code, and the portal's error code if any. */
export class CtlError extends Error {
  override readonly name = 'CtlError';
  readonly exitCode: number;
  readonly errorCode: string;
  /** The particulars as the portal gave them. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    exitCode: number = EXIT.failed,
    errorCode = '',
    options: CtlErrorOptions = {},
  ) {
    super(message, options);
    this.exitCode = exitCode;
    this.errorCode = errorCode;
    this.details = options.details ?? {};
  }
}
