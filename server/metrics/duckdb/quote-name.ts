/** A column name as SQL. Only names of the catalogue come here; this is the second lock on that door. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
