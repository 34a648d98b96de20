import type { ReactNode } from 'react';
import { formatBytes } from '../format/format-bytes.ts';
import { Icon } from '../icon.tsx';
import type { Send } from './send.ts';

interface SendFrameProps {
  send: Send;
  /** The outcome in a word, once there is one. */
  chip?: { word: string; look: string };
  onCancel?: () => void;
  onAgain?: () => void;
  onDismiss?: () => void;
  children: ReactNode;
}

/** A file's line in the list of what is being uploaded: its name, what can be done, and its state below. */
export function SendFrame({ send, chip, onCancel, onAgain, onDismiss, children }: SendFrameProps) {
  const { name, size } = send.file;
  return (
    <li className="space-y-2.5 border-t border-line px-4 py-3.5" data-testid="send">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1">
          <span className="block truncate text-[13.5px] font-medium" title={name}>
            {name}
          </span>
          <span className="num text-xs text-text-2">
            {formatBytes(size)}
            {send.machine !== null && ` · ${send.machine}`}
          </span>
        </p>
        <div role="status">{chip && <span className={`chip ${chip.look}`}>{chip.word}</span>}</div>
        {onCancel && (
          <button type="button" className="btn" onClick={onCancel} aria-label={`Cancel ${name}`}>
            Cancel
          </button>
        )}
        {onDismiss && (
          <button type="button" className="btn btn-icon" onClick={onDismiss} aria-label={`Put ${name} away`}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {children}
      {onAgain && (
        <button type="button" className="btn" onClick={onAgain}>
          Change and try again
        </button>
      )}
    </li>
  );
}
