'use client';
import { signOut } from 'next-auth/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { MENU_STEPS, moveInMenu } from '../move-in-menu.ts';
import { ThemeSwitch } from '../theme/theme-switch.tsx';
import { useClickOutside } from '../use-click-outside.ts';

interface UserMenuProps {
  name: string;
  email: string;
  role: string;
}

/** The themes stand side by side. */
const STEPS = { ...MENU_STEPS, ArrowRight: 1, ArrowLeft: -1 };

/** Who is signed in; opens to theme and sign-out. Escape and a click outside close it. */
export function UserMenu({ name, email, role }: UserMenuProps) {
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();

  useClickOutside(root, open, () => setOpen(false));
  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  }, [open]);

  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
    }
    moveInMenu(event, STEPS);
  };

  const leave = async () => {
    setLeaving(true);
    await signOut({ redirect: false });
    // A full load: nothing of this session stays in memory.
    window.location.assign('/sign-in');
  };

  return (
    <div ref={root} className="relative">
      {open && (
        <div className="mb-1.5 rounded-card border border-line bg-surface p-3 min-[900px]:absolute min-[900px]:inset-x-0 min-[900px]:bottom-full min-[900px]:z-20 min-[900px]:shadow-lg dark:shadow-none">
          <p className="mb-3 text-xs break-words text-text-2">
            {email}
            <br />
            {role}
          </p>
          <div
            role="menu"
            id={menuId}
            tabIndex={-1}
            aria-label="Account"
            className="space-y-3"
            onKeyDown={onKey}
          >
            <ThemeSwitch />
            <button type="button" role="menuitem" className="btn w-full" disabled={leaving} onClick={leave}>
              {leaving ? 'Signing out' : 'Sign out'}
            </button>
          </div>
        </div>
      )}
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-left text-[13px] hover:bg-surface-2"
      >
        <span
          aria-hidden="true"
          className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-weak text-[11px] font-semibold text-accent"
        >
          {name.slice(0, 1).toUpperCase()}
        </span>
        <span className="min-w-0 truncate">
          <span className="sr-only">Account of </span>
          {name}
        </span>
        <span className={`ml-auto text-text-3 ${open ? '' : 'rotate-180'}`}>
          <Icon name="chevron" />
        </span>
      </button>
    </div>
  );
}
