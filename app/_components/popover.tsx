'use client';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useClickOutside } from './use-click-outside.ts';

interface PopoverProps {
  /** What stands in the button. */
  button: ReactNode;
  /** Names the panel. */
  label: string;
  buttonClass?: string;
  /** `close` also gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel under it, on a phone at the foot of the screen. Escape and a click outside close it. */
export function Popover({ button, label, buttonClass = 'btn', children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  useClickOutside(root, open, () => setOpen(false));
  useEffect(() => {
    if (open)
      root.current?.querySelector<HTMLElement>('[role=dialog] :is(input, select, a, button)')?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape from whatever has the focus inside
    <div ref={root} className="relative" onKeyDown={({ key }) => key === 'Escape' && open && close()}>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div
          id={panelId}
          role="dialog"
          aria-label={label}
          className="fixed inset-x-3 bottom-3 z-30 rounded-card border border-line bg-surface p-4 shadow-lg min-[900px]:absolute min-[900px]:inset-x-auto min-[900px]:top-full min-[900px]:right-0 min-[900px]:bottom-auto min-[900px]:mt-1.5 min-[900px]:w-[300px] dark:shadow-none"
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
