'use client';
import { signOut } from 'next-auth/react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { ThemeSwitch } from '../theme/theme-switch.tsx';

interface UserMenuProps {
  name: string;
  email: string;
  role: string;
}

/** Who is signed in; opens to theme and sign-out. Escape and a click outside close it. */
export function UserMenu({ name, email, role }: UserMenuProps) {
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);

  const leave = async () => {
    setLeaving(true);
    await signOut({ redirect: false });
    // A full load: nothing of this session stays in memory.
    window.location.assign('/sign-in');
  };

  return (
    <div ref={root} className="relative">
      {open && (
        <div
          id={panelId}
          className="absolute inset-x-0 bottom-full z-20 mb-1.5 space-y-3 rounded-card border border-line bg-surface p-3 shadow-lg dark:shadow-none"
        >
          <p className="text-xs break-words text-text-2">
            {email}
            <br />
            {role}
          </p>
          <ThemeSwitch />
          <button type="button" className="btn w-full" disabled={leaving} onClick={leave}>
            {leaving ? 'Signing out' : 'Sign out'}
          </button>
        </div>
      )}
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
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
