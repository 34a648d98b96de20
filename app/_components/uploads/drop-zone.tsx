'use client';
import { useDropzone } from '@uploadthing/react';
import { Icon } from '../icon.tsx';

/** Where files are dropped; a press or a key opens the browser's choice of files. `low`: it has done its first work. */
export function DropZone({ onFiles, low }: { onFiles: (files: File[]) => void; low: boolean }) {
  const { getRootProps, getInputProps, isDragActive } = useDropzone({ onDrop: onFiles });
  const { ref, ...root } = getRootProps();
  const { ref: inputRef, ...input } = getInputProps();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button may not hold the file input that opens
    <div
      {...root}
      ref={ref as React.Ref<HTMLDivElement>}
      role="button"
      tabIndex={0}
      data-over={isDragActive || undefined}
      className={`group flex cursor-pointer flex-col items-center justify-center gap-1.5 rounded-card border-2 border-dashed border-(--field-line) px-6 text-center transition-colors hover:border-accent hover:bg-surface-2 data-over:border-accent data-over:bg-accent-weak ${low ? 'py-5' : 'h-full py-12'}`}
    >
      <input
        {...input}
        ref={inputRef as React.Ref<HTMLInputElement>}
        data-testid="file-input"
        aria-label="Files"
      />
      <span
        aria-hidden="true"
        className="mb-2 grid size-11 place-items-center rounded-full bg-accent-weak text-accent group-data-over:bg-surface"
      >
        <Icon name="upload" />
      </span>
      <span className="text-[15px] font-semibold">
        {isDragActive ? (
          'Let go to add them'
        ) : (
          <>
            Drop files here, or <span className="text-accent underline underline-offset-2">choose them</span>
          </>
        )}
      </span>
      <span className="max-w-[64ch] text-balance text-[13px] text-text-2">
        CSV, sar, sadf or a pcc collection, plain or .gz. Up to 100 MiB each, several at once.
      </span>
    </div>
  );
}
