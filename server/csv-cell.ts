/**
 * A text as a cell of CSV: quoted where it must be (RFC 4180); what a spreadsheet would take for a formula gets an
 * apostrophe (OWASP, CSV injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
