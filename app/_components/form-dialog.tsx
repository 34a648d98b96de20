'use client';
import type { FormEvent, ReactNode } from 'react';
import { AskDialog } from './ask-dialog.tsx';
import { FormFault } from './form-fault.tsx';

interface FormDialogProps {
  /** On the button that opens it. */
  label: string;
  /** What the button is about, for those who hear it without its row. */
  about?: string;
  title: string;
  /** On the button that does it. */
  action: string;
  /** What is done cannot be taken back. */
  grave?: boolean;
  /** The fields. */
  children: ReactNode;
  /** The dialog closes when it succeeds and shows what is wrong when it throws. */
  onSubmit: (form: FormData) => Promise<unknown>;
  className?: string;
}

/** A button that opens a form in a dialog. */
export function FormDialog(props: FormDialogProps) {
  const { label, about, title, action, grave = false, children, onSubmit, className } = props;
  return (
    <AskDialog label={label} about={about} title={title} className={className}>
      {(ask) => (
        <form
          onSubmit={(event: FormEvent<HTMLFormElement>) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            void ask.attempt(() => onSubmit(form));
          }}
        >
          <FormFault text={ask.fault} />
          <div className="space-y-3 text-[13.5px] text-text-2">{children}</div>
          <div className="mt-4 flex justify-end gap-2.5">
            <button type="button" className="btn" onClick={ask.cancel}>
              Cancel
            </button>
            <button type="submit" className={grave ? 'btn text-act' : 'btn btn-primary'} disabled={ask.busy}>
              {action}
            </button>
          </div>
        </form>
      )}
    </AskDialog>
  );
}
