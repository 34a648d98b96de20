import { assembleSnapshots } from './assemble-snapshots.ts';
import { type Input, openInput } from './open-input.ts';
import { openOutput } from './open-output.ts';
import { readContainerNames } from './read-container-names.ts';
import { splitLines } from './split-lines.ts';
import { createSystemInfo } from './system-info.ts';
import { writeSnapshots } from './write-snapshots.ts';

export interface ProcessOptions {
  /** Files that are one collection, in order; `-` is standard input. */
  collections: readonly [string, ...string[]];
  outdir: string;
  machineId: string | null;
  containerNames: string | null;
  force: boolean;
  /** Ends with an error at the first damaged line. */
  strict: boolean;
  /** Written into system_info.json. */
  writtenBy: string;
  signal: AbortSignal;
  /** A damaged line that was passed over; `text` names file, line and what is wrong. */
  onFault(text: string): void;
  onProgress(input: Input): void;
}

export interface ProcessCounts {
  lines: number;
  damaged: number;
  snapshots: number;
}

/**
 * Streams a collection into the output folder, in constant memory. Throws when a file cannot be read or written, when
 * there is no snapshot in it, at the first damaged line if `strict`, and when `signal` comes; nothing is left then but
 * what was in the folder before.
 */
export async function processCollection(options: ProcessOptions): Promise<ProcessCounts> {
  const { collections, strict, signal, onFault } = options;
  const containerNames = readContainerNames(options.containerNames, collections[0]);
  const inputs = collections.map(openInput);
  const output = openOutput(options.outdir, options.force);
  try {
    const info = createSystemInfo();
    const write = writeSnapshots(output, info, { machineId: options.machineId, containerNames });
    const assembler = assembleSnapshots(write);
    let lines = 0;
    let damaged = 0;
    for (const input of inputs) {
      const fault = (line: number, reason: string): void => {
        const text = `${input.name} line ${line}: ${reason}`;
        if (strict) throw new Error(`${text}; nothing was written, because of --strict`);
        damaged += 1;
        onFault(text);
      };
      const splitter = splitLines((text, line) => {
        const reason = assembler.line(text);
        if (reason !== null) fault(line, reason);
      });
      try {
        for await (const chunk of input.chunks) {
          signal.throwIfAborted();
          splitter.push(chunk);
          options.onProgress(input);
        }
      } catch (error) {
        if (!isGzipError(error)) throw error;
        fault(splitter.line + 1, `the gzip file is damaged or cut off here (${error.message})`);
      }
      splitter.end();
      lines += splitter.line;
    }
    assembler.end();
    if (info.snapshots === 0) throw new Error(`${collections.join(', ')}: no snapshot in ${lines} lines`);
    output.finish(info.toJson({ written_by: options.writtenBy, collections, lines, damaged_lines: damaged }));
    return { lines, damaged, snapshots: info.snapshots };
  } catch (error) {
    output.abandon();
    throw error;
  }
}

/** zlib's own error codes begin with Z_. */
const isGzipError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
