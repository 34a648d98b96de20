'use client';

/** An error in place: the sentence, and a way to try again. */
export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="px-6 py-12 text-center">
      <p className="mx-auto max-w-[60ch] text-[13.5px] text-text-2">{message}</p>
      <button type="button" className="btn mt-4" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
