'use client';
import type { ReactNode } from 'react';
import { useAskDialog } from './use-ask-dialog.ts';

type Asking = ReturnType<typeof useAskDialog>;

interface AskDialogProps {
  /** On the button that opens it. */
  label: string;
  /** What the button is about, for those who hear it without its row. */
  about?: string | undefined;
  title: string;
  /** What is asked, under the title. */
  children: (ask: Asking) => ReactNode;
  className?: string | undefined;
}

/** A button that opens a dialog. Escape and "Cancel" leave everything as it is. */
export function AskDialog({ label, about, title, children, className }: AskDialogProps) {
  const ask = useAskDialog();
  return (
    <>
      <button
        type="button"
        className={className ?? 'btn'}
        aria-haspopup="dialog"
        aria-label={about === undefined ? undefined : `${label} ${about}`}
        onClick={ask.show}
      >
        {label}
      </button>
      {ask.open && (
        <dialog
          {...ask.props}
          className="m-auto w-[min(460px,calc(100vw-32px))] rounded-card border border-line bg-surface p-5 text-left whitespace-normal text-text backdrop:bg-black/40"
        >
          <h2 id={ask.titleId} className="mb-3 text-[15px] font-semibold break-words">
            {title}
          </h2>
          {children(ask)}
        </dialog>
      )}
    </>
  );
}
