import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { buildFileReport } from '#server/reports/files/build-file-report.ts';
import { listDevices } from '#server/reports/files/list-devices.ts';
import { readFiles } from '#server/reports/files/read-files.ts';
import type { Input } from '#server/reports/files/types.ts';
import { missingDevices, namesDevice } from '#server/reports/missing-devices.ts';
import { renderHtml } from '#server/reports/render-html.ts';
import { renderPdf } from '#server/reports/render-pdf.ts';
import { reportFilename } from '#server/reports/report-filename.ts';
import type { ReportModel } from '#server/reports/report-model.ts';
import { buildBundles } from './build-bundles.ts';
import { openProgress, type Progress } from './open-progress.ts';
import type { Outputs, ReportRequest } from './request.ts';

/**
 * Makes a report: reads, checks, computes, draws and writes. Says on standard output which files were written, and on
 * standard error what is notable about those that were read.
 * @param scratch a folder for what is in between
 * @throws AppError, RenderError, and what the file system says
 */
export async function makeReport(request: ReportRequest, scratch: string): Promise<void> {
  const progress = openProgress(process.stderr);
  // Opening it takes a tenth of the time of a small report, on a thread of its own. Whoever needs it hears what fails.
  connectDuckdb().then(
    (connection) => connection.closeSync(),
    () => undefined,
  );
  const inputs = await gatherInputs(request, { scratch, progress });
  const model = await withScratch(async (folder) => {
    const read = async (from: readonly Input[], place: string) => {
      await mkdir(join(folder, place));
      const { machine, counters } = request;
      const files = await readFiles(from, {
        machine,
        counters,
        folder: join(folder, place),
        tell: (label, share) => progress.say(`Reading and checking ${label}`, share),
      });
      progress.clear();
      for (const text of files.warnings) process.stderr.write(`Note: ${text}\n`);
      return files;
    };
    const files = await read(inputs, 'now');
    const { compare } = request;
    const before = compare?.inputs ? await read(compare.inputs, 'before') : files;
    const [[now], [earlier]] = [files.machines, before.machines];
    const isNamed = !files.namedAfterFiles?.length && !before.namedAfterFiles?.length;
    if (isNamed && files.machines.length === 1 && before.machines.length === 1 && now !== earlier)
      process.stderr.write(`Note: "${now}" is compared with another machine, "${earlier}".\n`);
    if (namesDevice(request.options))
      for (const text of missingDevices(request.options, await listDevices(files)))
        process.stderr.write(`Note: ${text}\n`);
    progress.say('Computing');
    return buildFileReport(files, {
      ...request,
      compare: compare && { ...compare, files: before },
      now: new Date(),
      onProgress: (share) => progress.say('Computing', share),
    });
  });
  await writeReport(model, request, progress);
  progress.clear();
}

async function gatherInputs(
  { from }: ReportRequest,
  { scratch, progress }: { scratch: string; progress: Progress },
): Promise<readonly Input[]> {
  if ('inputs' in from) return from.inputs;
  const folder = join(scratch, 'collected');
  await mkdir(folder);
  const path = join(folder, 'this-host.json');
  // The collector is a hundred modules: who reports on files need not wait for them.
  const { collectHost } = await import('./collect-host.ts');
  await collectHost(path, from.collect, (share) => progress.say('Sampling this host', share));
  return [{ path, label: 'this host', machine: null }];
}

async function writeReport(
  model: ReportModel,
  { outputs, options }: ReportRequest,
  progress: Progress,
): Promise<void> {
  const files = 'files' in outputs ? outputs.files : defaultFiles(model, outputs);
  await buildBundles(files);
  // The quick ones first: should the PDF fail, they are there.
  if (files.json !== undefined) await put(files.json, `${JSON.stringify(model)}\n`);
  if (files.html !== undefined) {
    progress.say('Drawing the HTML');
    await put(files.html, renderHtml(model));
  }
  if (files.pdf !== undefined) {
    progress.say('Drawing the PDF');
    await put(files.pdf, await renderPdf(model, options));
  }
  progress.clear();
  for (const path of Object.values(files)) process.stdout.write(`${path}\n`);
}

function defaultFiles(
  { machines, range }: ReportModel,
  { folder, formats }: Extract<Outputs, { folder: string }>,
) {
  const [first] = machines;
  const name = machines.length === 1 && first ? first.name : `${machines.length}-machines`;
  const file = (format: (typeof formats)[number]) =>
    join(folder, reportFilename(name, new Date(range.start), new Date(range.end), format));
  return Object.fromEntries(formats.map((format) => [format, file(format)])) as Partial<
    Record<'pdf' | 'html' | 'json', string>
  >;
}

/** Whole or not at all: what was there before stays until the new one is complete. */
async function put(path: string, content: string | Uint8Array): Promise<void> {
  const known = await stat(path).catch(() => null);
  // A pipe or device is written to, not replaced.
  if (known && !known.isFile()) return writeFile(path, content);
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
