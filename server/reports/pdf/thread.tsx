import { parentPort, workerData } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import type { ReportModel } from '../report-model.ts';
import { fontCoverage } from './font-coverage.ts';
import { fontFolder, WEIGHTS } from './fonts.ts';
import type { PaperSize } from './paper.ts';
import { printableModel } from './printable-model.ts';
import { ReportDocument } from './report-document.tsx';
import { loadTypeface } from './typeface.ts';

/** What is written beside the model: figures, signs, our own words. */
const OWN_CHARACTERS = Array.from({ length: 0x7f - 0x20 }, (_, at) => at + 0x20).concat(
  Array.from('\u00a0·–−…’', (character) => character.codePointAt(0) ?? 0),
);

/**
 * The render thread: takes a model and the paper as its worker data, posts the bytes of the PDF and ends. An error
 * ends it too, and reaches the one who started it as the thread's error.
 */
const data = workerData as { model: ReportModel; paper: PaperSize };
const folder = fontFolder();
const { model, codePoints } = printableModel(data.model);
const covered = await fontCoverage(folder, new Set([...codePoints, ...OWN_CHARACTERS]));
const typeface = await loadTypeface(folder, covered, WEIGHTS);
const rendered = await renderToBuffer(
  <ReportDocument model={model} typeface={typeface} paper={data.paper} />,
);
// A copy of its own: the buffer may share its memory with others, and shared memory cannot be handed over.
const bytes = new Uint8Array(rendered);
parentPort?.postMessage(bytes, [bytes.buffer]);
