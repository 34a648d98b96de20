import { keepName } from './keep-name.ts';

/** The lines of a text whose device the patterns keep, and those that name none. `device` finds the name in a line. */
export function keepLines(patterns: readonly string[], device: RegExp): (text: string) => string {
  if (patterns.length === 0) return (text) => text;
  const keep = keepName(patterns);
  return (text) =>
    text
      .split('\n')
      .filter((line) => {
        const name = device.exec(line)?.[1];
        return name === undefined || keep(name);
      })
      .join('\n');
}
