// @ts-check
// Runs on whatever Node the host has: plain JavaScript, default imports only.
import fs from 'node:fs';
import path from 'node:path';

/** The program in one file (see perfanalysis/build-program.ts), and what it was made of. Below the project's folder. */
export const PROGRAM = path.join('dist', 'perfanalysis.mjs');
export const MADE_OF = path.join('dist', 'perfanalysis.json');
const SOURCE = path.join('scripts', 'perfanalysis.ts');

/**
 * The file to start: the program in one file, which starts in half the time, where nothing that it was made of has
 * changed since; else its source.
 * @param {string} root the project's folder
 */
export function chooseProgram(root) {
  return path.join(root, isFresh(root) ? PROGRAM : SOURCE);
}

/** @param {string} root */
function isFresh(root) {
  try {
    /** @type {Record<string, string>} */
    const marks = JSON.parse(fs.readFileSync(path.join(root, MADE_OF), 'utf8'));
    const files = Object.entries(marks);
    return files.length > 0 && files.every(([file, mark]) => markOf(path.join(root, file)) === mark);
  } catch {
    return false;
  }
}

/**
 * What changes when a file does.
 * @param {string} file
 */
export function markOf(file) {
  const { mtimeMs, size } = fs.statSync(file);
  return `${mtimeMs} ${size}`;
}
