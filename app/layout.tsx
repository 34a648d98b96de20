import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ownPreferences } from './_components/preferences/own-preferences.ts';
import { ThemeScript } from './_components/theme/theme-script.tsx';

export const metadata: Metadata = {
  title: { default: 'PerfAnalysis', template: '%s · PerfAnalysis' },
  description: 'From Linux /proc to a performance report.',
  referrer: 'same-origin',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0f14' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  // A page that cannot be made says so itself; its frame does without.
  const preferences = await ownPreferences().catch(() => null);
  return (
    // The script in <head> sets data-theme before React sees the page.
    <html lang="en" suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} preferred={preferences?.theme} />
      </head>
      <body>{children}</body>
    </html>
  );
}
