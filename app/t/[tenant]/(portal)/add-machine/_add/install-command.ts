/**
 * The line that installs the agent. The key is not part of a URL, and quotes keep any name one word of the shell.
 *
 * @param origin scheme and host of this portal
 */
export function installCommand(origin: string, apiKey: string, name: string): string {
  const quoted = /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
  return `curl -fsSL ${origin}/install.sh | sudo sh -s -- --key ${apiKey} --identifier ${quoted}`;
}
