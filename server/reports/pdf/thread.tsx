import { parentPort, workerData } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import type { ReportModel } from '../report-model.ts';
import { fontFamily, fontFolder, registerFonts } from './fonts.ts';
import { printableModel } from './printable-model.ts';
import { ReportDocument } from './report-document.tsx';

/**
 * The render thread: takes a model as its worker data, posts the bytes of the PDF and ends. An error ends it too,
 * and reaches the one who started it as the thread's error.
 */
const folder = fontFolder();
registerFonts(folder);
const { model, scripts } = await printableModel(workerData as ReportModel, folder);
const rendered = await renderToBuffer(<ReportDocument model={model} fontFamily={fontFamily(scripts)} />);
// A copy of its own: the buffer may share its memory with others, and shared memory cannot be handed over.
const bytes = new Uint8Array(rendered);
parentPort?.postMessage(bytes, [bytes.buffer]);
