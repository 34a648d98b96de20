'use client';
import { useQuery } from '@tanstack/react-query';
import type { UploadView } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { type Phase, PhaseSteps } from './phase-steps.tsx';
import { ProgressBar } from './progress-bar.tsx';
import type { Send } from './send.ts';
import { SendFrame } from './send-frame.tsx';
import { UploadFault } from './upload-fault.tsx';
import { UploadResult } from './upload-result.tsx';

const LOOK_MS = 1000;
const ENDS: readonly UploadView['status'][] = ['done', 'failed'];
const PHASE: Record<UploadView['status'], Phase> = {
  receiving: 'Sending',
  queued: 'Reading',
  reading: 'Reading',
  checking: 'Checking',
  storing: 'Storing',
  done: 'Done',
  failed: 'Reading',
};
const WORDS: Record<UploadView['status'], string> = {
  receiving: 'Arriving',
  queued: 'Waiting for a free worker',
  reading: 'Reading the rows',
  checking: 'Checking every row',
  storing: 'Storing',
  done: 'Stored',
  failed: 'Not stored',
};

interface SentFileProps {
  send: Send;
  /** Its name at the portal. */
  fileKey: string;
  onCancel: () => void;
  onAgain: () => void;
  onDismiss: () => void;
}

/** A file that the portal has: how far it is, and what came of it. */
export function SentFile({ send, fileKey, onCancel, onAgain, onDismiss }: SentFileProps) {
  const trpc = useTRPC();
  const { data, error, fetchStatus } = useQuery({
    ...trpc.uploads.showSent.queryOptions({ key: fileKey }),
    refetchInterval: ({ state }) => (state.data && ENDS.includes(state.data.status) ? false : LOOK_MS),
  });
  const status = data?.status ?? 'queued';
  if (error?.data?.code === 'NOT_FOUND')
    return (
      <SendFrame send={send} chip={{ word: 'given up', look: 'chip-mute' }} onDismiss={onDismiss}>
        <p className="text-[13.5px] text-text-2">This upload was given up. Nothing of the file was stored.</p>
      </SendFrame>
    );
  if (data?.status === 'done' && data.result)
    return (
      <SendFrame send={send} chip={{ word: 'stored', look: 'chip-good' }} onDismiss={onDismiss}>
        <UploadResult result={data.result} />
      </SendFrame>
    );
  if (data?.status === 'failed' && data.error)
    return (
      <SendFrame
        send={send}
        chip={{ word: 'not stored', look: 'chip-act' }}
        onAgain={onAgain}
        onDismiss={onDismiss}
      >
        <UploadFault fault={data.error} />
      </SendFrame>
    );
  return (
    <SendFrame send={send} onCancel={onCancel}>
      <PhaseSteps phase={PHASE[status]} />
      <ProgressBar
        label={`Progress of ${send.file.name}`}
        share={status === 'queued' ? null : (data?.progress ?? null)}
      />
      <p className="flex justify-between gap-3 text-xs text-text-2">
        <span role="status">
          {fetchStatus === 'paused'
            ? 'This browser is offline. The portal goes on by itself.'
            : error
              ? 'The portal does not answer. Asking again.'
              : WORDS[status]}
        </span>
        {status !== 'queued' && data && <span className="num">{Math.round(data.progress * 100)} %</span>}
      </p>
    </SendFrame>
  );
}
