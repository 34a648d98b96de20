import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Findings } from '../agent/figure.ts';
import { findProgram } from '../agent/find-program.ts';
import { median } from '../agent/median.ts';
import { type Run, runMeasured } from '../agent/run-measured.ts';
import { reportOnFile } from './report-on-file.ts';
import type { ReportRun } from './report-run.ts';
import { writeExport } from './write-export.ts';

const PROGRAM = join(import.meta.dirname, '../../scripts/perfanalysis.mjs');
const CHARTS = join(import.meta.dirname, 'charts.Rmd');
const NO_RMARKDOWN =
  'R Markdown is not installed: apt-get install --no-install-recommends r-cran-rmarkdown r-cran-ggplot2 pandoc';
const FASTER = { sense: 'at least', value: 10 } as const;
const MEGABYTE = 1_048_576;

/**
 * Six charts of the day by R Markdown with ggplot2, beside our whole HTML report, from the same CSV: each as a program
 * of its own, from its start to its end, and ours also in a process that is up already, as the portal's worker is.
 */
export async function rmarkdown(run: ReportRun): Promise<Findings> {
  const { folder } = run.database;
  const [csv, own, theirs] = [join(folder, 'day.csv'), join(folder, 'own.html'), join(folder, 'theirs.html')];
  await writeExport(csv, run);
  const rscript = findRscript();
  const render = `rmarkdown::render("${CHARTS}", output_file = "${theirs}", intermediates_dir = "${folder}", quiet = TRUE, params = list(file = "${csv}"))`;
  // Pandoc does not start without a home.
  const peer = rscript && (await again(run, () => runMeasured(rscript, ['-e', render], { HOME: folder })));
  const program = await again(run, () =>
    runMeasured(process.execPath, [PROGRAM, 'report', csv, '--html', own]),
  );
  const inside = await again(run, () => reportOnFile(csv));
  const [warm, whole] = [median(inside), secondsOf(program)];
  return {
    figures: [
      {
        what: 'whole HTML on the CSV, in a process that is up',
        value: warm,
        unit: 's',
        note: `${megabytes(csv)} of CSV`,
      },
      {
        what: 'the same as a program: npx perfanalysis report',
        value: whole,
        unit: 's',
        note: `${cpuOf(program)}, a file of ${megabytes(own)}`,
      },
      ...(peer
        ? peerFigures(secondsOf(peer), { warm, whole }, `${cpuOf(peer)}, a file of ${megabytes(theirs)}`)
        : []),
    ],
    missing: peer ? [] : [NO_RMARKDOWN],
  };
}

function peerFigures(
  peer: number,
  { warm, whole }: Record<'warm' | 'whole', number>,
  note: string,
): Figure[] {
  return [
    { what: 'R Markdown, six charts', value: peer, unit: 's', note },
    {
      what: 'R Markdown / whole HTML in a process that is up',
      value: peer / warm,
      unit: '×',
      bar: FASTER,
      note: 'aim 30',
    },
    { what: 'R Markdown / as a program', value: peer / whole, unit: '×', bar: FASTER, note: 'aim 30' },
  ];
}

/** The first does not count: what it reads is not in memory yet. */
async function again<T>({ options }: ReportRun, work: () => Promise<T>): Promise<T[]> {
  await work();
  const found: T[] = [];
  for (let round = 0; round < options.rounds; round += 1) found.push(await work());
  return found;
}

const secondsOf = (runs: readonly Run[]): number => median(runs.map(({ wallMs }) => wallMs)) / 1000;
const megabytes = (path: string): string => `${(statSync(path).size / MEGABYTE).toPrecision(2)} MB`;

const cpuOf = (runs: readonly Run[]): string =>
  `${(median(runs.map(({ cpuMs }) => cpuMs)) / 1000).toPrecision(3)} s of CPU`;

/** The path of Rscript, when it has all that the charts need. */
function findRscript(): string | null {
  const path = findProgram('Rscript');
  if (path === null) return null;
  const look = 'stopifnot(rmarkdown::pandoc_available(), requireNamespace("ggplot2"))';
  return spawnSync(path, ['-e', look], { stdio: 'ignore' }).status === 0 ? path : null;
}
