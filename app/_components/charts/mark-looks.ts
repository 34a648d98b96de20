import type { SampleEvent } from '#agent/contract/sample.ts';

/** What the marks of a chart are called, and the tokens of their colours. */
export const MARK_LOOKS: Readonly<Record<SampleEvent['type'], { label: string; token: string }>> = {
  restart: { label: 'restart', token: '--act' },
  gap: { label: 'gap', token: '--text-3' },
  clock_step: { label: 'clock step', token: '--watch' },
};
