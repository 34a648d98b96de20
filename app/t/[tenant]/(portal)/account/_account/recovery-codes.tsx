'use client';
import { CopyText } from '#app/_components/copy-text.tsx';
import { Icon } from '#app/_components/icon.tsx';

/** The recovery codes that were just made, to keep: shown now and never again. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = codes.join('\n');
  return (
    <section role="status" aria-label="Recovery codes" className="mb-4 space-y-2">
      <p className="text-[13.5px]">
        Your recovery codes, each good once, for when the device is lost. They are shown once: keep them where
        the device is not.
      </p>
      <CopyText text={text} testId="recovery-codes">
        <a
          className="btn"
          download="perfanalysis-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          <Icon name="download" />
          Download
        </a>
        <button type="button" className="btn" onClick={onDone}>
          Done
        </button>
      </CopyText>
    </section>
  );
}
