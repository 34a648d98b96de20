'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import type { ReportFormat } from '#server/reports/report-formats.ts';
import { HtmlFrame } from './html-frame.tsx';

// pdf.js needs a browser.
const PdfViewer = dynamic(() => import('./pdf-viewer.tsx').then((module) => module.PdfViewer), {
  ssr: false,
  loading: () => <Skeleton className="h-[70vh] rounded-card" />,
});

interface ReportViewerProps {
  formats: readonly ReportFormat[];
  /** Path of the files on this host; takes `format` and `inline`. */
  path: string;
}

/** The pages of a report, or its HTML, as the reader likes. */
export function ReportViewer({ formats, path }: ReportViewerProps) {
  const [shown, setShown] = useState<ReportFormat>(formats[0] ?? 'pdf');
  return (
    <>
      {formats.length > 1 && (
        <div role="radiogroup" aria-label="Shown as" className="seg mb-3 w-fit">
          {formats.map((format) => (
            // biome-ignore lint/a11y/useSemanticElements: looks like the portal's other switches
            <button
              key={format}
              type="button"
              role="radio"
              aria-checked={format === shown}
              onClick={() => setShown(format)}
            >
              {format === 'pdf' ? 'Pages' : 'Interactive'}
            </button>
          ))}
        </div>
      )}
      {shown === 'pdf' ? (
        <PdfViewer file={`${path}?format=pdf`} />
      ) : (
        <HtmlFrame file={`${path}?format=html&inline=1`} />
      )}
    </>
  );
}
