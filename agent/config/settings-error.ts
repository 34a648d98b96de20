/** A setting that cannot be used: which one, what it was, what is allowed. pcc prints it and ends with status 2. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
