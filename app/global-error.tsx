'use client';
import './globals.css';
import PageError from './error.tsx';

/** The last resort, when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · PerfAnalysis</title>
        <PageError error={error} retry={retry} />
      </body>
    </html>
  );
}
