'use client';
import { useNow } from '../use-now.ts';
import { LeavingFile } from './leaving-file.tsx';
import { plural } from './plural.ts';
import { ReadyFile } from './ready-file.tsx';
import { SendFrame } from './send-frame.tsx';
import { SentFile } from './sent-file.tsx';
import { UploadFault } from './upload-fault.tsx';
import type { Sends } from './use-sends.ts';

interface SendListProps extends Sends {
  machines: readonly { machine_id: string; display_name: string | null }[];
  mayRegister: boolean;
  /** The server's clock, Unix ms. */
  now: number;
}

/** The chosen files: those to be sent with their choices, the others with what becomes of them. */
export function SendList({ sends, store, calls, machines, mayRegister, now }: SendListProps) {
  // Drawn again each second: what a leaving file says of its pace and its pauses.
  useNow(now, 1000);
  const ready = sends.filter(({ state }) => state.name === 'ready');
  return (
    <>
      <ul aria-label="Files">
        {sends.map((send) => {
          const { state, id } = send;
          const dismiss = () => store.remove(id);
          const cancel = () => void store.cancel(id, calls).catch(() => undefined);
          if (state.name === 'ready')
            return (
              <ReadyFile
                key={id}
                send={send}
                machines={machines}
                mayRegister={mayRegister}
                onEdit={(change) => store.edit(id, change)}
                onRemove={dismiss}
              />
            );
          if (state.name === 'sent')
            return (
              <SentFile
                key={id}
                send={send}
                fileKey={state.key}
                onCancel={cancel}
                onAgain={() => store.reopen(id)}
                onDismiss={dismiss}
              />
            );
          if (state.name === 'refused')
            return (
              <SendFrame
                key={id}
                send={send}
                chip={{ word: 'not stored', look: 'chip-act' }}
                onAgain={() => store.reopen(id)}
                onDismiss={dismiss}
              >
                <UploadFault fault={state.fault} />
              </SendFrame>
            );
          // Its countdown was set by this browser's clock.
          return <LeavingFile key={id} send={send} now={Date.now()} onCancel={cancel} />;
        })}
      </ul>
      {ready.length > 0 && (
        <div className="flex items-center justify-end gap-3 border-t border-line bg-surface-2 px-4 py-3">
          <button type="button" className="btn btn-primary" onClick={() => store.start(calls)}>
            Upload {plural(ready.length, 'file')}
          </button>
        </div>
      )}
    </>
  );
}
