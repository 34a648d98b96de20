'use client';
import { useSyncExternalStore } from 'react';
import { Icon } from '../../icon.tsx';
import { openPalette } from './open-palette.ts';

const never = () => () => undefined;
const keys = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K');

/** Opens the palette; `small` is the icon alone. */
export function PaletteButton({ small = false }: { small?: boolean }) {
  const shortcut = useSyncExternalStore(never, keys, () => 'Ctrl K');
  if (small)
    return (
      <button
        type="button"
        className="btn btn-icon mr-2 ml-auto min-[900px]:hidden"
        aria-label="Search and go to"
        onClick={openPalette}
      >
        <Icon name="search" />
      </button>
    );
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openPalette}
      className="mx-0.5 mb-1 flex items-center gap-2 rounded-lg px-2.5 py-[7px] text-[13px] text-text-2 hover:bg-surface-2 max-[899px]:hidden"
    >
      <Icon name="search" />
      Search
      <kbd className="ml-auto rounded-[5px] border border-line px-1.5 font-sans text-[11px] leading-[18px] text-text-2">
        {shortcut}
      </kbd>
    </button>
  );
}
