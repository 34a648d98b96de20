import { useEffect, useId, useRef, useState } from 'react';

/** A modal dialog that asks before something is done: it closes when that succeeds, and says what is wrong when not. */
export function useAskDialog() {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      dialog.current?.close();
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'That did not work. Try again.');
    }
    setBusy(false);
  };
  return {
    open,
    busy,
    fault,
    titleId,
    show: () => setOpen(true),
    cancel: () => dialog.current?.close(),
    attempt,
    /** For the <dialog> itself. */
    props: {
      ref: dialog,
      'aria-labelledby': titleId,
      onClose: () => {
        setOpen(false);
        setFault(null);
      },
    },
  };
}
