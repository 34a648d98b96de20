'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Icon } from '../icon.tsx';

/**
 * The column at the left. Below 900 px it is a bar whose button opens the same content; it closes when the page
 * changes.
 */
export function SideNav({
  brand,
  tools,
  children,
}: {
  brand: ReactNode;
  /** In the bar of a narrow screen. */
  tools: ReactNode;
  children: ReactNode;
}) {
  const path = usePathname();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === path;
  return (
    <header className="border-line bg-surface max-[899px]:border-b min-[900px]:sticky min-[900px]:top-0 min-[900px]:flex min-[900px]:h-dvh min-[900px]:flex-col min-[900px]:border-r">
      <div className="flex items-center px-4 pt-2 pb-2 min-[900px]:px-[18px] min-[900px]:pt-[18px] min-[900px]:pb-3.5">
        {brand}
        {tools}
        <button
          type="button"
          className="btn btn-icon min-[900px]:hidden"
          aria-expanded={open}
          aria-controls="navigation"
          aria-label={open ? 'Close the menu' : 'Open the menu'}
          onClick={() => setOpenOn(open ? null : path)}
        >
          <Icon name={open ? 'close' : 'menu'} />
        </button>
      </div>
      <div
        id="navigation"
        className={`flex flex-col px-2.5 pb-2.5 min-[900px]:min-h-0 min-[900px]:flex-1 min-[900px]:overflow-y-auto ${open ? '' : 'max-[899px]:hidden'}`}
      >
        {children}
      </div>
    </header>
  );
}
