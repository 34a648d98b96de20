/**
 * Starts the single file anew as one that only interprets, in the same process: compiled code and what it keeps beside
 * it cost 6 MB and save nothing at a tick a second. Its engine takes that from the environment alone, and only at the
 * start. Returns where that has happened, and on Node, which can be told later.
 */
export function dropCompiler(): void {
  const { env, execPath, argv, versions } = process;
  // A parent that holds a channel to this process would lose it.
  if (versions.bun === undefined || env.BUN_JSC_useJIT !== undefined || env.NODE_CHANNEL_FD !== undefined)
    return;
  process.execve?.(execPath, [execPath, ...argv.slice(2)], { ...env, BUN_JSC_useJIT: '0' });
}
