import type { ListedUpload } from '#app/_trpc/outputs.ts';

const LOOK: Record<ListedUpload['status'], { word: string; className: string }> = {
  receiving: { word: 'arriving', className: 'chip-mute' },
  queued: { word: 'waiting', className: 'chip-mute' },
  reading: { word: 'reading', className: 'chip-watch' },
  checking: { word: 'checking', className: 'chip-watch' },
  storing: { word: 'storing', className: 'chip-watch' },
  done: { word: 'stored', className: 'chip-good' },
  failed: { word: 'not stored', className: 'chip-act' },
};

/** An upload's state as a word and a colour, with its share while it moves. */
export function UploadState({ upload }: { upload: ListedUpload }) {
  const { status, progress, received_bytes, byte_count, result } = upload;
  const { word, className } = LOOK[status];
  if (result?.duplicate_of) return <span className="chip chip-mute">stored before</span>;
  const share = status === 'receiving' ? received_bytes / byte_count : progress;
  const moves = status !== 'done' && status !== 'failed' && status !== 'queued';
  return (
    <span className={`chip ${className}`}>
      {word}
      {moves && <span className="num font-normal">{Math.round(share * 100)} %</span>}
    </span>
  );
}
