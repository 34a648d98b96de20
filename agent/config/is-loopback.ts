/**
 * Whether a URL's host name is this machine: localhost and everything below it (RFC 6761), 127.0.0.0/8 and ::1.
 * Expects the host name of a parsed URL, which is lower case and has IPv6 in brackets.
 */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) ||
    name === '[::1]'
  );
}
