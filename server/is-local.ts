/** Whether a URL leads to the host it is asked on, and no further: localhost, a name below it, a loopback address. */
export function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}
