import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDuration } from '#agent/config/parse-duration.ts';
import { AppError } from '#server/errors.ts';
import { instant } from '#server/http/instant.ts';
import { checkOptions } from '#server/reports/check-options.ts';
import { configOptions } from '#server/reports/configuration/config-options.ts';
import { type FoundConfig, readConfig } from '#server/reports/configuration/read-config.ts';
import { readLogo } from '#server/reports/configuration/read-logo.ts';
import type { Input } from '#server/reports/files/types.ts';
import { REPORT_FORMATS, type ReportFormat } from '#server/reports/report-formats.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';
import type { Outputs, ReportRequest } from './request.ts';
import { UsageError } from './usage-error.ts';

/** What the command line says. */
export interface Flags {
  collect?: string;
  interval: string;
  pdf?: string;
  html?: string;
  json?: string;
  config?: string;
  machine?: string;
  counters?: string;
  title?: string;
  customer?: string;
  logo?: string;
  accent?: string;
  sections?: string;
  timezone?: string;
  start?: string;
  end?: string;
}

interface Place {
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
}

const COUNTERS = ['rate', 'cumulative'] as const;
/** The agent takes samples no faster and no slower. */
const INTERVAL_MS = { least: 1000, most: 60_000 } as const;
const LONGEST_COLLECT_MS = 24 * 3600 * 1000;

/**
 * Makes one request of flags, environment and configuration, in this order of rank.
 * @throws UsageError
 */
export async function planReport(
  { files, flags }: { files: readonly string[]; flags: Flags },
  place: Place,
): Promise<ReportRequest> {
  try {
    const named = flags.config ?? (place.environment.REPORT_CONFIG || undefined);
    const found: FoundConfig =
      named === undefined
        ? { config: {}, folder: place.folder }
        : await readConfig(resolve(place.folder, named), named);
    const { config } = found;
    const chosen = flags.machine ?? config.machine?.uuid ?? config.machine?.name ?? null;
    const counters = COUNTERS.find((known) => known === flags.counters) ?? null;
    if (flags.counters !== undefined && counters === null)
      throw new UsageError(`--counters is "${flags.counters}": allowed are ${COUNTERS.join(' and ')}.`);
    return {
      counters,
      from: planSource({ files, flags }, place, found),
      machine: flags.collect === undefined ? chosen : null,
      name: config.machine?.name ?? flags.machine ?? null,
      start: moment(flags.start ?? config.start, 'start'),
      end: moment(flags.end ?? config.end, 'end'),
      options: checkOptions(await mergeOptions(await configOptions(found), flags, place)),
      outputs: planOutputs(flags, place, found),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function planSource(
  { files, flags }: { files: readonly string[]; flags: Flags },
  { folder }: Place,
  { config, folder: ofConfig }: FoundConfig,
): ReportRequest['from'] {
  if (flags.collect !== undefined) {
    if (files.length > 0) throw new UsageError('Either name files, or sample this host with --collect.');
    const interval = time(flags.interval, '--interval', INTERVAL_MS);
    // Two intervals are the least of which there is anything to say.
    return {
      collect: {
        interval,
        duration: time(flags.collect, '--collect', { least: 2 * interval, most: LONGEST_COLLECT_MS }),
      },
    };
  }
  const data = config.data === undefined ? [] : [config.data].flat();
  const inputs =
    files.length > 0 ? files.map((text) => input(text, folder)) : data.map((text) => input(text, ofConfig));
  if (inputs.length > 0) return { inputs };
  throw new UsageError('Name files to report on, or sample this host with --collect 60s. See --help.');
}

/** `NAME=FILE`, unless there is a file of that whole name. */
function input(text: string, folder: string): Input {
  const [, machine, file] = /^([^=/\\]+)=(.+)$/.exec(text) ?? [];
  if (machine !== undefined && file !== undefined && !existsSync(resolve(folder, text)))
    return { path: resolve(folder, file), label: file, machine: machine.trim() };
  return { path: resolve(folder, text), label: text, machine: null };
}

async function mergeOptions(
  options: ReportOptions,
  { title, customer, timezone, sections, logo, accent }: Flags,
  { folder }: Place,
): Promise<ReportOptions> {
  const branding = {
    ...options.branding,
    ...(logo !== undefined && { logo: await readLogo(resolve(folder, logo), logo) }),
    ...(accent !== undefined && { accent }),
  };
  return {
    ...options,
    ...(title !== undefined && { title }),
    ...(customer !== undefined && { customer }),
    ...(timezone !== undefined && { timeZone: timezone }),
    // Which names there are is checked with the rest.
    ...(sections !== undefined && {
      sections: sections.split(',').map((name) => name.trim()) as NonNullable<ReportOptions['sections']>,
    }),
    ...(Object.keys(branding).length > 0 && { branding }),
  };
}

function planOutputs(
  { pdf, html, json }: Flags,
  { folder, environment }: Place,
  found: FoundConfig,
): Outputs {
  const files = Object.entries({ pdf, html, json }).flatMap(([format, path]) =>
    path === undefined ? [] : [[format, resolve(folder, path)] as const],
  );
  for (const [, path] of files) checkFolder(dirname(path));
  if (files.length > 0) return { files: Object.fromEntries(files) };
  const { output_dir: said } = found.config;
  const target = environment.REPORT_OUTPUT_DIR
    ? resolve(folder, environment.REPORT_OUTPUT_DIR)
    : said === undefined
      ? folder
      : resolve(found.folder, said);
  checkFolder(target);
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
function checkFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${path} to write to. Make it first.`);
}

function moment(text: string | number | undefined, name: string): Date | null {
  if (text === undefined) return null;
  const result = instant.safeParse(String(text));
  if (result.success) return result.data;
  throw new UsageError(`${name}: ${result.error.issues[0]?.message}.`);
}

function time(text: string, flag: string, { least, most }: { least: number; most: number }): number {
  const ms = parseDuration(text);
  if (ms !== null && ms >= least && ms <= most) return ms;
  throw new UsageError(`${flag} is "${text}": allowed is a time from ${least / 1000}s to ${most / 1000}s.`);
}
