'use client';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type FormEvent, useState } from 'react';
import { findPages } from './find-pages.ts';

interface FindFieldProps {
  document: PDFDocumentProxy | null;
  page: number;
  onFind: (words: string) => void;
  onTurn: (page: number) => void;
}

/** Looks for words: Enter goes to the next page that has them, and behind the last to the first. */
export function FindField({ document, page, onFind, onTurn }: FindFieldProps) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<{ words: string; pages: number[] } | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!document) return;
    const isSame = found?.words === words;
    const pages = isSame ? found.pages : await findPages(document, words);
    setFound({ words, pages });
    onFind(words);
    const next = pages.find((one) => (isSame ? one > page : one >= page)) ?? pages[0];
    if (next !== undefined) onTurn(next);
  };
  const count = found && found.words === words && words.trim() !== '' ? found.pages.length : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers that are served
    <form role="search" onSubmit={submit} className="flex items-center gap-2">
      <input
        type="search"
        className="field w-40!"
        aria-label="Find in the report"
        placeholder="Find"
        maxLength={100}
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          if (target.value === '') onFind('');
        }}
      />
      <span role="status" className="num text-[13px] whitespace-nowrap text-text-2">
        {count !== null && (count === 0 ? 'nowhere' : `on ${count} ${count === 1 ? 'page' : 'pages'}`)}
      </span>
    </form>
  );
}
