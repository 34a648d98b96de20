import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/errors.ts';
import { parseTime } from '../csv/parse-time.ts';
import { readLines } from '../text/read-lines.ts';
import type { StagedEvent } from '../types.ts';

const HEADER = /^#\s*hostname;interval;timestamp(;|$)/i;
const FLUSH = 256 * 1024;
/** sadf -A has about 50. */
const MOST_SECTIONS = 200;

/** Rows under one header of sadf -d. */
export interface SadfSection {
  /** Of the header, lower case: `# hostname`, `interval`, `timestamp`, then the columns. */
  names: string[];
  /** Its rows, each with its line in the file before it as one more cell. */
  path: string;
  firstTime: string;
}

/**
 * Cuts what `sadf -d` prints into a file for each different header. Restarts are events; comments are passed over.
 * @throws AppError INVALID_CSV_FORMAT for rows before any header
 */
export async function splitSadf(
  path: string,
  folder: string,
): Promise<{ sections: SadfSection[]; events: StagedEvent[] }> {
  const sections = new Map<string, SadfSection & { pending: string }>();
  const events: StagedEvent[] = [];
  let current: (SadfSection & { pending: string }) | undefined;
  for await (const lines of readLines(path))
    for (const { text, line } of lines) {
      if (text.trim() === '') continue;
      if (HEADER.test(text)) {
        const key = text.trim().toLowerCase();
        current = sections.get(key);
        if (!current) {
          if (sections.size === MOST_SECTIONS)
            throw fault(line, 'has more different headers than sadf has reports');
          current = {
            names: key.split(';').map((name) => name.trim()),
            path: join(folder, `section-${sections.size}`),
            firstTime: '',
            pending: '',
          };
          sections.set(key, current);
        }
        continue;
      }
      const special = /^([^;]*);-1;([^;]*);(LINUX-RESTART|COM )/.exec(text);
      if (special) {
        const at = parseTime(special[2] ?? '');
        if (special[3] === 'LINUX-RESTART' && at !== null)
          events.push({ machine: special[1] ?? '', at, type: 'restart' });
        continue;
      }
      if (!current) throw fault(line, 'comes before any header "# hostname;interval;timestamp;…"');
      if (current.firstTime === '') current.firstTime = text.split(';')[2] ?? '';
      current.pending += `${line};${text}\n`;
      if (current.pending.length > FLUSH) await flush(current);
    }
  for (const section of sections.values()) await flush(section);
  return { sections: [...sections.values()].filter(({ firstTime }) => firstTime !== ''), events };
}

async function flush(section: { path: string; pending: string }): Promise<void> {
  if (section.pending === '') return;
  await appendFile(section.path, section.pending);
  section.pending = '';
}

const fault = (line: number, what: string): AppError =>
  new AppError('INVALID_CSV_FORMAT', `Line ${line} ${what}. Send what "sadf -d" prints, unchanged.`, {
    found_columns: [],
    missing_columns: [],
    line,
  });
