import type { ReportView } from '#app/_trpc/outputs.ts';

type Status = ReportView['status'];

export const STATE_WORDS: Readonly<Record<Status, string>> = {
  queued: 'waiting',
  running: 'being made',
  done: 'ready',
  failed: 'failed',
  cancelled: 'given up',
};

const LOOK: Readonly<Record<Status, string>> = {
  queued: 'chip-mute',
  running: 'chip-watch',
  done: 'chip-good',
  failed: 'chip-act',
  cancelled: 'chip-mute',
};

/** A report's state as a word and a colour. */
export const ReportState = ({ status }: { status: Status }) => (
  <span className={`chip ${LOOK[status]}`}>{STATE_WORDS[status]}</span>
);
