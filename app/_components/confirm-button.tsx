'use client';
import type { ReactNode } from 'react';
import { FormFault } from './form-fault.tsx';
import { useAskDialog } from './use-ask-dialog.ts';

interface ConfirmButtonProps {
  /** On the button, and on the one in the dialog. */
  label: string;
  /** What the button is about, for those who hear it without its row. */
  about?: string;
  /** The question. */
  title: string;
  /** What will be gone, and what stays. */
  children: ReactNode;
  /** Called on yes; the dialog closes when it succeeds and shows what is wrong when it throws. */
  onConfirm: () => Promise<unknown>;
  className?: string;
}

/** A button for what cannot be taken back: it asks first. Escape and "Cancel" leave everything as it is. */
export function ConfirmButton({ label, about, title, children, onConfirm, className }: ConfirmButtonProps) {
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
          className="m-auto w-[min(440px,calc(100vw-32px))] rounded-card border border-line bg-surface p-5 text-left whitespace-normal text-text backdrop:bg-black/40"
        >
          <h2 id={ask.titleId} className="text-[15px] font-semibold break-words">
            {title}
          </h2>
          <div className="mt-2 mb-4 space-y-2 text-[13.5px] text-text-2">{children}</div>
          <FormFault text={ask.fault} />
          <div className="mt-4 flex justify-end gap-2.5">
            <button type="button" className="btn" onClick={ask.cancel}>
              Cancel
            </button>
            <button
              type="button"
              className="btn text-act"
              disabled={ask.busy}
              onClick={() => ask.attempt(onConfirm)}
            >
              {label}
            </button>
          </div>
        </dialog>
      )}
    </>
  );
}
