/** What systemd asks of a service, by sd_notify(3) and sd_watchdog_enabled(3). */
export interface Systemd {
  /** False when this process was not started with Type=notify. */
  wantsNotice: boolean;
  /** How often it wants a sign of life, in milliseconds; 0: not at all. */
  watchdogMs: number;
  /** Folders to look for programs in. */
  path: readonly string[];
}

/** Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID. */
export function readSystemd(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  pid = process.pid,
): Systemd {
  const { NOTIFY_SOCKET, WATCHDOG_USEC = '', WATCHDOG_PID, PATH } = environment;
  const isForUs = WATCHDOG_PID === undefined || WATCHDOG_PID === '' || WATCHDOG_PID === String(pid);
  const microseconds = /^\d{1,15}$/.test(WATCHDOG_USEC) && isForUs ? Number(WATCHDOG_USEC) : 0;
  return {
    wantsNotice: Boolean(NOTIFY_SOCKET),
    watchdogMs: NOTIFY_SOCKET ? microseconds / 1000 : 0,
    path: (PATH || '/usr/bin:/bin').split(':').filter((folder) => folder.startsWith('/')),
  };
}
