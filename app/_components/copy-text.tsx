'use client';
import { type ReactNode, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

const COPIED_MS = 2000;

/** A text to copy, and what stands beside its button. */
export function CopyText({ text, testId, children }: { text: string; testId: string; children: ReactNode }) {
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLPreElement>(null);
  const copy = async () => {
    // Over plain http browsers give pages no clipboard: then the text is selected, ready for Ctrl-C.
    if (!window.isSecureContext)
      return shown.current && window.getSelection()?.selectAllChildren(shown.current);
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <>
      <pre
        ref={shown}
        data-testid={testId}
        className="rounded-[7px] bg-surface-2 p-3 font-mono text-[12.5px] leading-relaxed break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="btn" onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} />
          {copied ? 'Copied' : 'Copy'}
        </button>
        {children}
      </div>
    </>
  );
}
