/** Words of examples and templates that were never replaced. */
const PLACEHOLDER =
  /change.?(me|this|it)|replace.?(me|this|with)|placeholder|example|default|passw(or|0r)d|your.?(own.?)?(app.?)?secret|super.?secret|secret.?key|dummy|insecure|letmein|qwerty|admin/i;

/** Whether a secret is one that everybody has, or nearly: out of an example, the same over and over, hardly any letters. */
export function isGuessable(secret: string): boolean {
  const needed = Math.min(8, Math.ceil(secret.length / 4));
  return PLACEHOLDER.test(secret) || new Set(secret).size < needed || repeats(secret);
}

/** Whether a text is a shorter one over and over, as 1234567890123456. */
function repeats(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit++)
    if (text.slice(unit) === text.slice(0, -unit)) return true;
  return false;
}
