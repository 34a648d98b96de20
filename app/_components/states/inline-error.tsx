'use client';

interface InlineErrorProps {
  message: string;
  onRetry: () => void;
  className?: string;
}

/** An error in place where there is little room: the sentence, and a way to try again. */
export function InlineError({ message, onRetry, className = '' }: InlineErrorProps) {
  return (
    <p role="alert" className={`text-[13px] text-text-2 ${className}`}>
      {message}{' '}
      <button type="button" className="text-accent underline" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
