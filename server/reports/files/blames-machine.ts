import { AppError } from '#server/errors.ts';

/** Whether a file was refused only because nothing says of which machine it is, or some of its rows are. */
export function blamesMachine(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { field, missing_columns: missing, rows } = error.details;
  if (field === 'machine_id') return true;
  if (Array.isArray(missing)) return missing.length === 1 && missing[0] === 'machine_id';
  return Array.isArray(rows) && rows.length > 0 && rows.every(isUnnamed);
}

const isUnnamed = (row: { column?: unknown; value?: unknown }): boolean =>
  row.column === 'machine_id' && row.value === '';
