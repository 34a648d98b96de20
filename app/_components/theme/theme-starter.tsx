'use client';
import { useLayoutEffect } from 'react';
import { startTheme } from './start-theme.ts';

/** For pages that are put together in the browser, where inline scripts do not run: not found, failed. */
export function ThemeStarter() {
  useLayoutEffect(() => {
    if (!document.documentElement.dataset.theme) startTheme();
  }, []);
  return null;
}
