// @ts-check
// Loaded (node --import) into every program that supervise.ts starts: when the supervisor is gone, however it
// ended, the ipc channel closes, and the program stops as on SIGTERM; after 10 s its whole group is ended.
if (process.channel) {
  process.channel.unref(); // the channel alone is no reason to keep running
  process.once('disconnect', () => {
    setTimeout(() => process.kill(-process.pid, 'SIGKILL'), 10_000).unref();
    if (process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM');
    else process.exit(1);
  });
}
