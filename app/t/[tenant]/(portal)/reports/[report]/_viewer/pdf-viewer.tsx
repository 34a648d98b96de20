'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { Document, Page, pdfjs } from 'react-pdf';
import 'react-pdf/dist/Page/TextLayer.css';
import 'react-pdf/dist/Page/AnnotationLayer.css';
import { Icon } from '#app/_components/icon.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { FindField } from './find-field.tsx';
import { markWords } from './mark-words.ts';

// From our own origin, made by the bundler. It has to stand in the module that uses react-pdf.
pdfjs.GlobalWorkerOptions.workerSrc = new URL(
  'pdfjs-dist/build/pdf.worker.min.mjs',
  import.meta.url,
).toString();

/** Shares of the available width. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const FULL = 2;
/** A page wider than this is not read more easily. */
const WIDEST = 860;

/** The PDF at `file`, a path of this host, one page at a time. */
export function PdfViewer({ file }: { file: string }) {
  const room = useRef<HTMLElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [words, setWords] = useState('');
  const pages = document?.numPages ?? 0;
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(FULL);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!room.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(room.current);
    return () => observer.disconnect();
  }, []);

  const turn = (to: number) => setPage(Math.min(pages, Math.max(1, to)));
  return (
    <div data-testid="pdf-viewer" data-pages={pages}>
      <div role="toolbar" aria-label="Report pages" className="mb-3 flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="btn btn-icon"
          aria-label="Previous page"
          disabled={page <= 1}
          onClick={() => turn(page - 1)}
        >
          <Icon name="previous" />
        </button>
        <span className="num min-w-20 text-center text-[13px] text-text-2" role="status">
          {pages === 0 ? 'Opening' : `Page ${page} of ${pages}`}
        </span>
        <button
          type="button"
          className="btn btn-icon"
          aria-label="Next page"
          disabled={page >= pages}
          onClick={() => turn(page + 1)}
        >
          <Icon name="next" />
        </button>
        <FindField document={document} page={page} onFind={setWords} onTurn={turn} />
        <span className="ml-auto flex items-center gap-2">
          <button
            type="button"
            className="btn btn-icon"
            aria-label="Zoom out"
            disabled={zoom === 0}
            onClick={() => setZoom(zoom - 1)}
          >
            <Icon name="minus" />
          </button>
          <span className="num min-w-12 text-center text-[13px] text-text-2">
            {Math.round((ZOOMS[zoom] ?? 1) * 100)} %
          </span>
          <button
            type="button"
            className="btn btn-icon"
            aria-label="Zoom in"
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(zoom + 1)}
          >
            <Icon name="plus" />
          </button>
        </span>
      </div>
      <section
        ref={room}
        aria-label="Pages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard turns its pages
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.key === 'PageDown' || event.key === 'ArrowRight') turn(page + 1);
          else if (event.key === 'PageUp' || event.key === 'ArrowLeft') turn(page - 1);
          else return;
          event.preventDefault();
        }}
        className="overflow-auto rounded-card border border-line bg-surface-2 [&_mark]:bg-[#ffd500]/45 [&_mark]:text-transparent"
      >
        <Document
          key={attempt}
          file={file}
          loading={<Skeleton className="mx-auto my-4 h-[70vh] max-w-[860px]" />}
          error={
            <ErrorState
              message="The report could not be opened. It can still be downloaded."
              onRetry={() => setAttempt(attempt + 1)}
            />
          }
          onLoadSuccess={setDocument}
          onItemClick={({ pageNumber }) => turn(pageNumber)}
        >
          {width !== null && (
            <Page
              pageNumber={page}
              width={Math.min(width - 32, WIDEST) * (ZOOMS[zoom] ?? 1)}
              className="mx-auto my-4 w-fit shadow-card"
              loading=""
              customTextRenderer={({ str }) => markWords(str, words)}
            />
          )}
        </Document>
      </section>
    </div>
  );
}
