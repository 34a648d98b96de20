import type { SampleEvent } from '#agent/contract/sample.ts';
import { MARK_LOOKS } from './mark-looks.ts';

/** The marks that a chart shows from `start` to `end` (Unix ms), for those who hear it: "1 restart, 2 gaps"; '' for none. */
export function describeMarks(events: readonly SampleEvent[], start: number, end: number): string {
  const shown = events.filter(({ at }) => at >= start && at <= end);
  return Object.entries(MARK_LOOKS)
    .map(([type, { label }]) => ({ label, count: shown.filter((event) => event.type === type).length }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${count} ${label}${count === 1 ? '' : 's'}`)
    .join(', ');
}
