import type { KeyboardEvent } from 'react';

/** How far each key moves in a menu; infinities are its ends. */
export type MenuSteps = Readonly<Record<string, number>>;

export const MENU_STEPS: MenuSteps = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Moves the focus among the items of the menu that a key was pressed in; other keys do nothing. */
export function moveInMenu(event: KeyboardEvent<HTMLElement>, steps: MenuSteps = MENU_STEPS): void {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items[Math.min(items.length - 1, Math.max(0, at + step))]?.focus();
}
