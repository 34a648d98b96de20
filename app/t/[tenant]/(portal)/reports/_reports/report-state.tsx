import type { ReportView } from '#app/_trpc/outputs.ts';

const LOOK: Record<ReportView['status'], { word: string; className: string }> = {
  queued: { word: 'waiting', className: 'chip-mute' },
  running: { word: 'being made', className: 'chip-watch' },
  done: { word: 'ready', className: 'chip-good' },
  failed: { word: 'failed', className: 'chip-act' },
  cancelled: { word: 'given up', className: 'chip-mute' },
};

/** A report's state as a word and a colour. */
export function ReportState({ status }: { status: ReportView['status'] }) {
  const { word, className } = LOOK[status];
  return <span className={`chip ${className}`}>{word}</span>;
}
