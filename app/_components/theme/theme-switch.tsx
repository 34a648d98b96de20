'use client';
import { usePreferences } from '../preferences/preferences-context.ts';
import { THEMES } from './theme.ts';

/** System, light or dark, as a group of a menu. */
export function ThemeSwitch() {
  const { preferences, change } = usePreferences();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of menu items, not of form fields
    <div role="group" aria-label="Theme" className="seg grid grid-cols-3">
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="button"
          role="menuitemradio"
          aria-checked={theme === preferences.theme}
          onClick={() => change({ theme })}
          className="px-1 text-xs capitalize"
        >
          {theme}
        </button>
      ))}
    </div>
  );
}
