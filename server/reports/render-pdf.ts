import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '#server/errors.ts';
import { checkLogo } from './check-logo.ts';
import type { PaperSize } from './pdf/paper.ts';
import { PDF_THREAD } from './pdf/thread-file.ts';
import type { ReportModel } from './report-model.ts';

/** What one report may take; a report that needs more is refused, not left to slow everything else down. */
interface Limits {
  milliseconds: number;
  heapMegabytes: number;
}
const LIMITS: Limits = { milliseconds: 120_000, heapMegabytes: 512 };

/** What to do about a report that is too large. */
const SMALLER = 'Choose a shorter range, fewer machines or fewer sections.';

/** A report could not be rendered; the message is a sentence for the user, the cause is for the log. */
export class RenderError extends Error {
  override name = 'RenderError';
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Renders a report to PDF, in a fresh thread: the renderer keeps some megabytes of every document, which end with
 * the thread, and the event loop of the process stays free. One report at a time per process.
 * @throws AppError INVALID_IMAGE (the logo; before anything is rendered), REPORT_TOO_LARGE (after 120 s, or beyond
 * 512 MB, unless other limits are given); RenderError when the renderer fails.
 */
export async function renderPdf(
  model: ReportModel,
  { paper = 'a4', limits = LIMITS }: { paper?: PaperSize | undefined; limits?: Limits } = {},
): Promise<Uint8Array> {
  if (model.logo) checkLogo(model.logo.dataUrl);
  const rendering = last.then(() => renderInThread(model, paper, limits));
  last = rendering.catch(() => undefined);
  return rendering;
}

async function renderInThread(
  model: ReportModel,
  paper: PaperSize,
  { milliseconds, heapMegabytes }: Limits,
): Promise<Uint8Array> {
  const thread = new Worker(join(process.cwd(), PDF_THREAD), {
    workerData: { model, paper },
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    // The thread needs no setting and no secret of the process.
    env: { NODE_ENV: 'production' },
    // Flags such as --conditions=react-server would give it a React that cannot render.
    execArgv: [],
    // What it would print on failure comes with the error.
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const timer = setTimeout(
    () =>
      reject(
        new AppError('REPORT_TOO_LARGE', `The report took longer than ${milliseconds / 1000} s. ${SMALLER}`),
      ),
    milliseconds,
  );
  thread.once('message', resolve);
  thread.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause)));
  thread.once('exit', (code) =>
    reject(new RenderError('The report was not finished.', { cause: `exit code ${code}` })),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function explain(cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new AppError('REPORT_TOO_LARGE', `The report needs too much memory. ${SMALLER}`);
  if (cause.code === 'MODULE_NOT_FOUND' || cause.code === 'ERR_MODULE_NOT_FOUND')
    return new RenderError('The report renderer is not built: run `npm run build`.', { cause });
  return new RenderError('The report could not be rendered.', { cause });
}
