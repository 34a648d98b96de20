import type { ReactNode } from 'react';
import { CopyText } from './copy-text.tsx';

interface SecretOnceProps {
  title: string;
  secret: string;
  /** What it opens and until when. */
  children: ReactNode;
  onDone: () => void;
}

/** A key or a link that is shown now and never again, to copy. */
export function SecretOnce({ title, secret, children, onDone }: SecretOnceProps) {
  return (
    <section role="status" className="mb-4 space-y-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-sm font-semibold break-words">{title}</h2>
      <CopyText text={secret} testId="secret">
        <button type="button" className="btn" onClick={onDone}>
          Done
        </button>
        <p className="text-[13px] text-text-2">{children}</p>
      </CopyText>
    </section>
  );
}
