/** What one check found: all well, good to know, or wrong; `says` has what it is and, if wrong, what to do. */
export interface Finding {
  check: string;
  state: 'ok' | 'note' | 'wrong';
  says: string;
}
