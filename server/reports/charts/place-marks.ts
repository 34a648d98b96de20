import type { SampleEvent } from '#agent/contract/sample.ts';

/** A vertical line at an event; the label is null where it would lie over the one before. */
export interface PlacedMark {
  x: number;
  label: string | null;
  type: SampleEvent['type'];
}

const LABEL_WIDTH = 44;
const LABELS: Record<SampleEvent['type'], string> = {
  restart: 'restart',
  gap: 'gap',
  clock_step: 'clock step',
};

/** Events as lines, left to right. */
export function placeMarks(events: readonly SampleEvent[], x: (time: number) => number): PlacedMark[] {
  let free = Number.NEGATIVE_INFINITY;
  return events
    .toSorted((a, b) => a.at - b.at)
    .map((event) => {
      const at = x(event.at);
      const fits = at >= free;
      if (fits) free = at + LABEL_WIDTH;
      return { x: at, label: fits ? LABELS[event.type] : null, type: event.type };
    });
}
