import { AppError } from '#server/errors.ts';
import { machineFacts } from '#server/metrics/trickle/machine-facts.ts';
import type { HostFacts } from '#server/uploads/stage/types.ts';
import { checkReportRange } from '../check-report-range.ts';
import { MOST_MACHINES, POINTS } from '../limits.ts';
import { composeReportModel } from '../model/compose-report-model.ts';
import type { MachineFacts, MachineInput } from '../model/report-input.ts';
import { resolveOptions } from '../model/resolve-options.ts';
import type { ReportModel } from '../report-model.ts';
import type { ReportOptions } from '../report-options.ts';
import { gatherFileRange } from './gather-file-range.ts';
import { matchBefore } from './match-before.ts';
import type { ReadFiles } from './types.ts';

/** In place of a tenant, where a report says by whom it was made. */
const MADE_BY = 'PerfAnalysis';

/** A period of files that were read. */
export interface FilePeriod {
  files: ReadFiles;
  /** Null: from the first sample, to the last one. `start` included, `end` excluded. */
  start: Date | null;
  end: Date | null;
}

/** What is to be reported of files that were read. */
export interface FileReportQuery {
  /** The one machine that counts, by its name in the files; null: all there are, one to six. */
  machine: string | null;
  /** What that machine is to be called; null: as in the files. */
  name: string | null;
  /** Whether `machine` is only what it is to be called: where the files have one machine, it is that. */
  isOnlyName?: boolean;
  /** Null: from the first sample, to the last one. `start` included, `end` excluded. */
  start: Date | null;
  end: Date | null;
  /** An earlier period to compare with, of other files or of the same; null or absent for none. */
  compare?: FilePeriod | null;
  options: ReportOptions;
  /** The moment it is made; the same gives the same model. */
  now: Date;
  onProgress?: (share: number) => void;
}

/**
 * The report on files that were read (see readFiles), as buildReportModel makes it from the store: the same samples give
 * the same figures.
 * @throws AppError NOT_FOUND (a machine the files do not have; machines of which the earlier files have none; a range without samples),
 *   INVALID_INPUT (more than six machines, an empty range)
 */
export async function buildFileReport(files: ReadFiles, query: FileReportQuery): Promise<ReportModel> {
  const { now, onProgress } = query;
  const names = chooseMachines(files, query);
  const { start, end } = chooseRange(files, names, query);
  const earlier = query.compare && choosePeriod(query.compare, names);
  const options = resolveOptions(query.options);
  const reading = { now, percentiles: options.percentiles, points: POINTS };
  const machines: MachineInput[] = [];
  for (const machine of names) {
    const shown = (names.length === 1 ? query.name : null) ?? machine;
    const data = await gatherFileRange(files, { ...reading, start, end, machine });
    const was = earlier?.machines.get(machine);
    const before =
      earlier && was !== undefined
        ? await gatherFileRange(earlier.files, { ...reading, ...earlier.range, machine: was })
        : null;
    machines.push({ facts: factsOf(shown, files.facts[machine]), data, before });
    onProgress?.(machines.length / names.length);
  }
  return composeReportModel({
    tenantName: MADE_BY,
    machines,
    start,
    end,
    compareWith: earlier?.range ?? null,
    generatedAt: now,
    options,
  });
}

function chooseMachines(
  { machines }: ReadFiles,
  { machine: wanted, isOnlyName }: Pick<FileReportQuery, 'machine' | 'isOnlyName'>,
): readonly string[] {
  const list = machines.slice(0, 20).join(', ') + (machines.length > 20 ? ', …' : '');
  if (isOnlyName && machines.length === 1) return machines;
  if (wanted !== null && !machines.includes(wanted))
    throw new AppError(
      'NOT_FOUND',
      `The files have no samples of "${wanted}". They are of: ${list}. With NAME=FILE a file is taken for another machine's.`,
      { machine: wanted, machines },
    );
  if (wanted !== null) return [wanted];
  if (machines.length > MOST_MACHINES)
    throw new AppError(
      'INVALID_INPUT',
      `A report compares up to ${MOST_MACHINES} machines; the files are of ${machines.length}: ${list}. Choose one with --machine NAME.`,
      { machines },
    );
  return machines;
}

/** The earlier period, and which of its machines each is compared with. */
function choosePeriod({ files, ...range }: FilePeriod, names: readonly string[]) {
  const machines = matchBefore(names, files);
  return { files, machines, range: chooseRange(files, [...machines.values()], range) };
}

/** From the first sample on, and just beyond the last one, as ends are excluded. */
function chooseRange(
  { days }: ReadFiles,
  names: readonly string[],
  query: Pick<FileReportQuery, 'start' | 'end'>,
) {
  const own = days.filter(({ machine }) => names.includes(machine));
  const first = Math.min(...own.map(({ firstTime }) => firstTime));
  const last = Math.max(...own.map(({ lastTime }) => lastTime));
  const start = query.start ?? new Date(first);
  const end = query.end ?? new Date(last + 1);
  const inside = own.filter(
    ({ firstTime, lastTime }) => firstTime < end.getTime() && lastTime >= start.getTime(),
  );
  const counted = inside.reduce((sum, { kind, rows }) => sum + (kind === 'host' ? rows : 0), 0);
  checkReportRange({ intervals: names.map(() => null), counted, start, end });
  if (inside.length === 0)
    throw new AppError(
      'NOT_FOUND',
      `The files have no samples from ${start.toISOString()} to ${end.toISOString()}. They have some from ${iso(first)} to ${iso(last)}.`,
      { first: iso(first), last: iso(last) },
    );
  return { start, end };
}

const iso = (time: number): string => new Date(time).toISOString();

/** Who makes a report from files has no cloud to ask. */
function factsOf(name: string, host: HostFacts | undefined): MachineFacts {
  const { hostname, os, kernel, cpuModel, cpuCount, memoryTotalMb } = machineFacts(host ? { host } : {});
  return {
    name,
    hostname,
    os,
    kernel,
    cpuModel,
    cpuCount,
    memoryTotalMb,
    cloudProvider: null,
    region: null,
    instanceType: null,
    intervalSeconds: host?.intervalSeconds ?? null,
    linkSpeeds: host?.linkSpeeds ?? {},
  };
}
