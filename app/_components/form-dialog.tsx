'use client';
import type { FormEvent, ReactNode } from 'react';
import { FormFault } from './form-fault.tsx';
import { useAskDialog } from './use-ask-dialog.ts';

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

/** A button that opens a form in a dialog. Escape and "Cancel" leave everything as it is. */
export function FormDialog(props: FormDialogProps) {
  const { label, about, title, action, grave = false, children, onSubmit, className } = props;
  const ask = useAskDialog();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void ask.attempt(() => onSubmit(form));
  };
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
          <form onSubmit={submit}>
            <h2 id={ask.titleId} className="mb-3 text-[15px] font-semibold break-words">
              {title}
            </h2>
            <FormFault text={ask.fault} />
            <div className="space-y-3 text-[13.5px] text-text-2">{children}</div>
            <div className="mt-4 flex justify-end gap-2.5">
              <button type="button" className="btn" onClick={ask.cancel}>
                Cancel
              </button>
              <button
                type="submit"
                className={grave ? 'btn text-act' : 'btn btn-primary'}
                disabled={ask.busy}
              >
                {action}
              </button>
            </div>
          </form>
        </dialog>
      )}
    </>
  );
}
