'use client';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconName } from '../icon.tsx';
import { moveInMenu } from '../move-in-menu.ts';
import { useClickOutside } from '../use-click-outside.ts';

export interface PanelAction {
  label: string;
  icon: IconName;
  /** Given for what is on or off. */
  checked?: boolean;
  onSelect: () => void;
}

interface PanelMenuProps {
  of: string;
  actions: () => readonly PanelAction[];
  /** Stands below the actions. */
  help?: ReactNode;
}

/** What can be done with a panel, behind a button of three dots. */
export function PanelMenu({ of, actions, help }: PanelMenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  useClickOutside(root, open, () => setOpen(false));
  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Tab') setOpen(false);
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    moveInMenu(event);
  };
  return (
    <div ref={root} className="relative -mr-1.5 shrink-0">
      <button
        ref={button}
        type="button"
        className="grid size-7 place-items-center rounded-md text-text-2 hover:bg-surface-2 hover:text-text"
        aria-label={`${of}: more`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <div className="absolute top-full right-0 z-20 mt-1 w-56 rounded-lg border border-line bg-surface p-1 shadow-lg dark:shadow-none">
          <div id={menuId} role="menu" tabIndex={-1} aria-label={`${of}: more`} onKeyDown={onKey}>
            {actions().map(({ label, icon, checked, onSelect }) => (
              <button
                key={label}
                type="button"
                tabIndex={-1}
                {...(checked === undefined
                  ? { role: 'menuitem' }
                  : { role: 'menuitemcheckbox', 'aria-checked': checked })}
                onClick={() => {
                  close();
                  onSelect();
                }}
                className="flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-[13px] text-text hover:bg-surface-2 focus-visible:-outline-offset-2"
              >
                <span className="text-text-2">
                  <Icon name={icon} />
                </span>
                {label}
                {checked && (
                  <span className="ml-auto text-accent">
                    <Icon name="check" />
                  </span>
                )}
              </button>
            ))}
          </div>
          {help}
        </div>
      )}
    </div>
  );
}
