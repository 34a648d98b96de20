/**
 * Without the first two nothing is ever compiled; the compiler itself stays, as no function of the C library can be
 * called without (see textDropper). The others are what the engine does by itself where there is no compiler: a heap that
 * grows by little, and garbage collected by the one thread: 1.5 MB.
 */
const INTERPRET = {
  BUN_JSC_useBaselineJIT: '0',
  BUN_JSC_useRegExpJIT: '0',
  BUN_JSC_forceMiniVMMode: '1',
  BUN_JSC_useConcurrentGC: '0',
};

/**
 * Starts the single file anew as one that only interprets, in the same process: compiled code and what it keeps beside
 * it cost 5 MB and save nothing at a tick a second. Its engine takes that from the environment alone, and only at the
 * start. Returns where that has happened, and on Node, which can be told later.
 */
export function dropCompiler(): void {
  const { env, execPath, argv, versions } = process;
  // A parent that holds a channel to this process would lose it.
  if (
    versions.bun === undefined ||
    env.BUN_JSC_useBaselineJIT !== undefined ||
    env.NODE_CHANNEL_FD !== undefined
  )
    return;
  process.execve?.(execPath, [execPath, ...argv.slice(2)], { ...env, ...INTERPRET });
}
