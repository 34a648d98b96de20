import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';

/**
 * Finds in /proc which process listens on a TCP port of this host.
 * @returns null where there is no /proc, or when the process is another user's and hidden from us.
 */
export function portHolder(port: number): { pid: number; name: string } | null {
  const inodes = new Set([...listeners('/proc/net/tcp', port), ...listeners('/proc/net/tcp6', port)]);
  if (inodes.size === 0) return null;
  for (const pid of attempt(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))) {
    for (const fd of attempt(() => readdirSync(`/proc/${pid}/fd`), [])) {
      const target = attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '');
      if (!inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '')) continue;
      return { pid: Number(pid), name: commandOf(pid) };
    }
  }
  return null;
}

/** Program and first argument, as in `node server.js`: the kernel's own short name may be that of a thread. */
function commandOf(pid: string): string {
  const [program = '', argument = ''] = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '').split(
    '\0',
  );
  const words = [program, argument].map((word) => word.split('/').at(-1) ?? '');
  return words.join(' ').trim().slice(0, 60) || '?';
}

/** Socket inodes: column 10 of /proc/net/tcp; column 2 ends in the port in hex, column 4 is the state (proc(5)). */
function listeners(file: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return attempt(() => readFileSync(file, 'utf8'), '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === LISTEN)
    .flatMap((columns) => columns[9] ?? []);
}

/** Processes come and go while we look, and some are not ours to look into. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
