'use client';
import './globals.css';
import { ThemeStarter } from './_components/theme/theme-starter.tsx';
import PageError from './error.tsx';

/** The last resort, when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <ThemeStarter />
        <title>Something went wrong · PerfAnalysis</title>
        <PageError error={error} retry={retry} />
      </body>
    </html>
  );
}
