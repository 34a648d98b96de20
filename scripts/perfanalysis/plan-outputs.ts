import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FoundConfig } from '#server/reports/configuration/read-config.ts';
import { whereInConfig } from '#server/reports/configuration/where-in-config.ts';
import { REPORT_FORMATS, type ReportFormat } from '#server/reports/report-formats.ts';
import type { Flags, Place } from './flags.ts';
import type { Outputs } from './request.ts';
import { UsageError } from './usage-error.ts';

/**
 * What is to be written, and where: the files that were named, else formats into a folder.
 * @throws UsageError for a format that there is not, and for a folder that is not there
 */
export function planOutputs(
  { pdf, html, json }: Flags,
  { folder, environment }: Place,
  found: FoundConfig,
): Outputs {
  const files = Object.entries({ pdf, html, json }).flatMap(([format, path]) =>
    path === undefined ? [] : [[format, resolve(folder, path)] as const],
  );
  for (const [format, path] of files) checkFolder(dirname(path), `--${format}: `);
  if (files.length > 0) return { files: Object.fromEntries(files) };
  const { output_dir: said } = found.config;
  const { REPORT_OUTPUT_DIR: wanted } = environment;
  const target = wanted ? resolve(folder, wanted) : said === undefined ? folder : resolve(found.folder, said);
  const asker = wanted
    ? 'REPORT_OUTPUT_DIR: '
    : said === undefined
      ? ''
      : whereInConfig(found, ['output_dir']);
  checkFolder(target, asker);
  return {
    folder: target,
    formats: formatsOf(environment.REPORT_FORMAT) ?? found.config.formats ?? ['pdf'],
  };
}

function formatsOf(text: string | undefined): readonly ReportFormat[] | null {
  if (!text) return null;
  if (text === 'both') return REPORT_FORMATS;
  const format = REPORT_FORMATS.find((known) => known === text);
  if (format) return [format];
  throw new UsageError(`REPORT_FORMAT is "${text}": allowed are ${REPORT_FORMATS.join(', ')} and both.`);
}

/** Found out before the work, not after it. */
function checkFolder(path: string, asker: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${asker}There is no folder ${path} to write to. Make it first.`);
}
