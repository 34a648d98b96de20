'use client';
import { useSyncExternalStore } from 'react';
import { THEME_KEY, THEMES, type Theme } from './theme.ts';

const subscribe = (onChange: () => void) => {
  window.addEventListener('storage', onChange);
  window.addEventListener('themechange', onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener('themechange', onChange);
  };
};

const chosen = (): Theme => {
  const stored = window.localStorage.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
};

const choose = (theme: Theme) => {
  window.localStorage.setItem(THEME_KEY, theme);
  window.dispatchEvent(new Event('themechange'));
};

/** System, light or dark, as a group of a menu. The choice stays in this browser. */
export function ThemeSwitch() {
  const current = useSyncExternalStore(subscribe, chosen, () => 'system' as const);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of menu items, not of form fields
    <div role="group" aria-label="Theme" className="seg grid grid-cols-3">
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="button"
          role="menuitemradio"
          aria-checked={theme === current}
          onClick={() => choose(theme)}
          className="px-1 text-xs capitalize"
        >
          {theme}
        </button>
      ))}
    </div>
  );
}
