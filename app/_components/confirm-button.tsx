'use client';
import type { ReactNode } from 'react';
import { AskDialog } from './ask-dialog.tsx';
import { FormFault } from './form-fault.tsx';

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

/** A button for what cannot be taken back: it asks first. */
export function ConfirmButton({ label, about, title, children, onConfirm, className }: ConfirmButtonProps) {
  return (
    <AskDialog label={label} about={about} title={title} className={className}>
      {(ask) => (
        <>
          <div className="mb-4 space-y-2 text-[13.5px] text-text-2">{children}</div>
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
        </>
      )}
    </AskDialog>
  );
}
