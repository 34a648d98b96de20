const DAY_MS = 24 * 3600 * 1000;

/** The filled fields of a filter. */
export interface FilterFields {
  /** A field's text under its name, nothing when it is empty. */
  text<Name extends string>(name: Name): { [Key in Name]?: string };
  /** The days `from` to `to`, the reader's own, the last one included; nothing for a day that is not set. */
  days(): { from?: Date; to?: Date };
}

/** What a filter's form has been filled with. */
export function readFilter(form: HTMLFormElement): FilterFields {
  const fields = new FormData(form);
  const filled = (name: string) => String(fields.get(name) ?? '').trim();
  const day = (name: string) => (filled(name) ? new Date(`${filled(name)}T00:00:00`) : null);
  return {
    text: <Name extends string>(name: Name) =>
      (filled(name) ? { [name]: filled(name) } : {}) as { [Key in Name]?: string },
    days: () => {
      const [from, last] = [day('from'), day('to')];
      return { ...(from && { from }), ...(last && { to: new Date(last.getTime() + DAY_MS) }) };
    },
  };
}
