/** Every code an answer can carry, with its HTTP status. CONTRACTS.md lists the same. */
export const ERROR_STATUS = {
  INVALID_CSV_FORMAT: 400,
  INVALID_ROWS: 400,
  INVALID_JSON: 400,
  INVALID_INPUT: 400,
  LENGTH_MISMATCH: 400,
  MISSING_FILE: 400,
  TIMESTAMP_OUT_OF_RANGE: 400,
  TOO_MANY_ROWS: 400,
  BATCH_TOO_LARGE: 400,
  UNAUTHENTICATED: 401,
  INVALID_API_KEY: 401,
  API_KEY_EXPIRED: 401,
  API_KEY_REVOKED: 401,
  INVALID_TOKEN: 401,
  INVALID_CREDENTIALS: 401,
  FORBIDDEN: 403,
  MACHINE_MISMATCH: 403,
  MACHINE_NOT_REGISTERED: 403,
  CSRF_ORIGIN: 403,
  TENANT_SUSPENDED: 403,
  NOT_FOUND: 404,
  UNKNOWN_TENANT: 404,
  CONFLICT: 409,
  SEQUENCE_GAP: 409,
  FILE_TOO_LARGE: 413,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_ENCODING: 415,
  UNSUPPORTED_FORMAT: 415,
  SEQUENCE_MISMATCH: 422,
  REPORT_TOO_LARGE: 422,
  INVALID_IMAGE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * What a verb throws when the caller can do something about it. It knows no transport: server/http and
 * server/trpc each map it once. The message says what is wrong and what to do, and is shown to the caller.
 */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The one answer for an id that does not exist, or not for this tenant. */
export const notFound = (what: string): AppError =>
  new AppError('NOT_FOUND', `There is no such ${what} here.`);
