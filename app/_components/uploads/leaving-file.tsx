'use client';
import { formatBytes } from '../format/format-bytes.ts';
import { formatWait } from '../format/format-wait.ts';
import { PhaseSteps } from './phase-steps.tsx';
import { ProgressBar } from './progress-bar.tsx';
import type { Send } from './send.ts';
import { SendFrame } from './send-frame.tsx';

interface LeavingFileProps {
  send: Send;
  /** This browser's clock, Unix ms. */
  now: number;
  onCancel: () => void;
}

/** A file on its way from this browser. */
export function LeavingFile({ send, now, onCancel }: LeavingFileProps) {
  const { state, file } = send;
  const loaded = 'loaded' in state ? state.loaded : 0;
  return (
    <SendFrame send={send} onCancel={onCancel}>
      <PhaseSteps phase="Sending" />
      <ProgressBar
        label={`Progress of ${file.name}`}
        share={file.size === 0 ? 0 : loaded / file.size}
        paused={state.name !== 'sending'}
      />
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-text-2">
        <span role="status" className={state.name === 'paused' ? 'text-watch' : ''}>
          {wordsFor(send)}
          {state.name === 'paused' && (
            <span aria-hidden="true"> {formatWait(Math.max(1, Math.ceil((state.until - now) / 1000)))}.</span>
          )}
        </span>
        <span className="num">
          {formatBytes(loaded)} of {formatBytes(file.size)}
          {state.name === 'sending' && state.rate !== null && ` · ${formatBytes(Math.round(state.rate))}/s`}
        </span>
      </p>
    </SendFrame>
  );
}

function wordsFor({ state, file }: Send): string {
  if (state.name === 'waiting') return 'Waiting for its turn';
  if (state.name === 'paused')
    return state.why === 'limited'
      ? 'Many files at once: the portal takes the next one in'
      : 'The connection broke. What has arrived is kept; it goes on in';
  return state.name === 'sending' && state.loaded >= file.size ? 'Sent, waiting for the answer' : 'Sending';
}
