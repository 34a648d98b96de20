import { waitingCalls } from '../collect/waiting-calls.ts';

/**
 * Ends this process. process.exit waits for calls in the kernel, and one to a file system that hangs would keep the
 * process for hours: with such a call on its way the process becomes a shell that ends at once, for which the kernel
 * breaks the call off. Node before 22.15 cannot do that and is killed instead; all is written by then.
 */
export function endProcess(status: number): void {
  const isHeld = waitingCalls.size > 0;
  const nothing: Record<string, string> = {};
  if (isHeld && process.execve) {
    process.execve('/bin/sh', ['sh', '-c', `exit ${status}`], nothing as NodeJS.ProcessEnv);
  }
  if (isHeld) process.kill(process.pid, 'SIGKILL');
  process.exit(status);
}
