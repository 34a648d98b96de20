import { ProcfsError } from './procfs-error.ts';

/** What /proc/cpuinfo says of the machine; the model is null where the architecture names none (most ARM). */
export interface Cpuinfo {
  model: string | null;
  /** CPUs that are online. */
  count: number;
}

/** x86 says "model name", older ARM "Processor", POWER "cpu". */
const MODEL = /^(?:model name|Processor|cpu)[ \t]*:[ \t]*(\S.*)$/m;
/** A line for each CPU; s390 writes its number before the colon. */
const CPU = /^processor[ \t]*\d*[ \t]*:/gm;

/** Parses /proc/cpuinfo of any architecture. Throws ProcfsError on text that describes no CPU. */
export function parseCpuinfo(text: string): Cpuinfo {
  const count = text.match(CPU)?.length ?? 0;
  if (count === 0) throw new ProcfsError('/proc/cpuinfo', 0, 'no CPU in it');
  return { model: MODEL.exec(text)?.[1]?.trim().slice(0, 256) ?? null, count };
}
