import { timed } from '../store/timed.ts';

/** Seconds that the HTML report on a file takes in a process that has everything loaded: read, check, compute, draw. */
export async function reportOnFile(path: string): Promise<number> {
  const { withScratch } = await import('../../server/metrics/duckdb/with-scratch.ts');
  const { readFiles } = await import('../../server/reports/files/read-files.ts');
  const { buildFileReport } = await import('../../server/reports/files/build-file-report.ts');
  const { renderHtml } = await import('../../server/reports/render-html.ts');
  return timed(() =>
    withScratch(async (folder) => {
      const input = { path, label: 'day.csv', machine: null };
      const files = await readFiles([input], { machine: null, folder, tell: () => undefined });
      const model = await buildFileReport(files, {
        ...{ machine: null, name: null, start: null, end: null },
        ...{ options: {}, now: new Date() },
      });
      Buffer.from(renderHtml(model));
    }),
  );
}
