import { AppError } from './errors.ts';
import { isUuid } from './is-uuid.ts';

/** Where a page of a list in order of time, newest first, ended. */
export interface PageEnd {
  at: Date;
  id: string;
}

/** The `next_cursor` after this row. */
export const writeCursor = ({ at, id }: PageEnd): string => `${at.getTime()}.${id}`;

/** @throws AppError INVALID_INPUT for a cursor that is none of ours */
export function readCursor(cursor: string): PageEnd {
  const [at = '', id = ''] = cursor.split('.');
  if (!/^\d{1,15}$/.test(at) || !isUuid(id))
    throw new AppError('INVALID_INPUT', 'cursor: give next_cursor of the page before, or nothing.', {
      field: 'cursor',
    });
  return { at: new Date(Number(at)), id };
}
