import { join } from 'node:path';

/** The place of the render thread's bundle below the folder the processes start in. */
export const PDF_THREAD = join('dist', 'render-pdf.mjs');
