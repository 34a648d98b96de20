import { join } from 'node:path';

/** The bundles' places below the folder the processes start in. */
export const BROWSER_SCRIPT = join('dist', 'report-browser.js');
export const BROWSER_STYLE = join('dist', 'report-browser.css');
