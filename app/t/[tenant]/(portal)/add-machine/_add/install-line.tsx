'use client';
import { useRef, useState, useSyncExternalStore } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { installCommand } from './install-command.ts';

const COPIED_MS = 2000;
const never = () => () => {};

/** The one line to run on the server, to copy. Its key is shown here and nowhere else, ever. */
export function InstallLine({ name, apiKey, expiresAt }: { name: string; apiKey: string; expiresAt: Date }) {
  const [copied, setCopied] = useState(false);
  // The portal's address as this browser knows it.
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const command = installCommand(origin, apiKey, name);
  const line = useRef<HTMLPreElement>(null);
  const copy = async () => {
    // Over plain http browsers give pages no clipboard: then the line is selected, ready for Ctrl-C.
    if (!window.isSecureContext)
      return line.current && window.getSelection()?.selectAllChildren(line.current);
    await navigator.clipboard.writeText(command);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <section className="space-y-2">
      <h2 className="text-sm font-semibold">Run this on {name}</h2>
      <pre
        ref={line}
        data-testid="install-line"
        className="rounded-[7px] bg-surface-2 p-3 font-mono text-[12.5px] leading-relaxed break-all whitespace-pre-wrap"
      >
        {command}
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="btn" onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} />
          {copied ? 'Copied' : 'Copy'}
        </button>
        <p className="text-[13px] text-text-2">
          The key is shown once. It writes samples of this machine only, until <LocalTime time={expiresAt} />.
        </p>
      </div>
    </section>
  );
}
