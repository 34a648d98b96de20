import { stripVTControlCharacters } from 'node:util';
import type { Findings } from './agent/figure.ts';

/** What a part finds. A part that fails is told of, and does not keep the others from being measured. */
export async function orMissing(part: string, measure: () => Promise<Findings>): Promise<Findings> {
  try {
    return await measure();
  } catch (error) {
    process.exitCode = 1;
    const said = error instanceof Error ? error.message : String(error);
    // Playwright colours what it says.
    return { figures: [], missing: [`${part} failed: ${stripVTControlCharacters(said)}`] };
  }
}
