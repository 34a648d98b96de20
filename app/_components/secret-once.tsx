'use client';
import { type ReactNode, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

const COPIED_MS = 2000;

interface SecretOnceProps {
  title: string;
  secret: string;
  /** What it opens and until when. */
  children: ReactNode;
  onDone: () => void;
}

/** A key or a link that is shown now and never again, to copy. */
export function SecretOnce({ title, secret, children, onDone }: SecretOnceProps) {
  const [copied, setCopied] = useState(false);
  const text = useRef<HTMLPreElement>(null);
  const copy = async () => {
    // Over plain http browsers give pages no clipboard: then it is selected, ready for Ctrl-C.
    if (!window.isSecureContext)
      return text.current && window.getSelection()?.selectAllChildren(text.current);
    await navigator.clipboard.writeText(secret);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <section role="status" className="mb-4 space-y-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-sm font-semibold break-words">{title}</h2>
      <pre
        ref={text}
        data-testid="secret"
        className="rounded-[7px] bg-surface-2 p-3 font-mono text-[12.5px] leading-relaxed break-all whitespace-pre-wrap"
      >
        {secret}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="btn" onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} />
          {copied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          Done
        </button>
        <p className="text-[13px] text-text-2">{children}</p>
      </div>
    </section>
  );
}
