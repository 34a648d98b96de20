import { readdirSync, readFileSync } from 'node:fs';

const NS_PER_MS = 1e6;
/** USER_HZ is 100 on every architecture Node runs on. */
const MS_PER_TICK = 10;

/**
 * CPU time a process has used, in ms: its threads and those of its children to the nanosecond (schedstat), and children
 * that ended to the 10 ms of /proc/<pid>/stat. Throws when it has ended.
 */
export function cpuMs(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`);
  let ms = 0;
  for (const task of tasks) {
    const folder = `/proc/${pid}/task/${task}`;
    try {
      ms += Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / NS_PER_MS;
      for (const child of readFileSync(`${folder}/children`, 'utf8').split(' ').filter(Boolean))
        ms += cpuMs(Number(child));
    } catch {
      // A thread or child that just ended.
    }
  }
  return ms + endedChildrenMs(pid);
}

function endedChildrenMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the command, which may hold anything, the state is column 3; cutime and cstime are 16 and 17 (proc(5)).
  const columns = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(columns[13]) + Number(columns[14])) * MS_PER_TICK;
}
