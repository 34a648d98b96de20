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

/** Three radio buttons: system, light, dark. The choice stays in this browser. */
export function ThemeSwitch() {
  const current = useSyncExternalStore(subscribe, chosen, () => 'system' as const);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-xs text-text-2">Theme</legend>
      <div className="grid grid-cols-3 gap-0.5 rounded-lg border border-line bg-surface-2 p-0.5">
        {THEMES.map((theme) => (
          <label
            key={theme}
            className="cursor-pointer rounded-md px-2 py-1 text-center text-xs text-text-2 capitalize has-checked:bg-surface has-checked:font-semibold has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={theme === current}
              onChange={() => choose(theme)}
              className="sr-only"
            />
            {theme}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
