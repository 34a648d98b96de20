'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import type { Role } from '#server/tenancy/context.ts';
import { isPaletteKey } from './is-palette-key.ts';
import { OPEN_PALETTE } from './open-palette.ts';

/** Fetched when it is first asked for: most pages are read without it. */
const PaletteDialog = dynamic(() => import('./palette-dialog.tsx').then((part) => part.PaletteDialog), {
  ssr: false,
});

/** Hears Ctrl-K, Cmd-K and the buttons, and shows machines, pages and actions to choose from. */
export function CommandPalette({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const show = () => {
      setAsked(true);
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return;
      event.preventDefault();
      show();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener(OPEN_PALETTE, show);
    // Asked for while this was still loading (early-key-script.tsx).
    const { dataset } = document.documentElement;
    if (dataset.palette === 'asked') show();
    dataset.palette = 'ready';
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(OPEN_PALETTE, show);
    };
  }, []);
  return asked ? <PaletteDialog role={role} open={open} onClose={() => setOpen(false)} /> : null;
}
