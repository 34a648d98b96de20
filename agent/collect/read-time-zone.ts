import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const NAME = /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/;

/**
 * The IANA name of the time zone that a system keeps, from where localtime(5) and Debian's timezone file say it; null
 * when neither does. `root` is the folder that holds `etc`.
 */
export function readTimeZone(root: string): string | null {
  const linked = attempt(() => readlinkSync(join(root, 'etc/localtime')).split('/zoneinfo/')[1]);
  const name = linked ?? attempt(() => readFileSync(join(root, 'etc/timezone'), 'utf8').trim());
  return name !== undefined && NAME.test(name) ? name : null;
}

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
