interface ProgressBarProps {
  label: string;
  /** 0 to 1; null when nobody knows. */
  share: number | null;
  /** It stands still for now. */
  paused?: boolean;
}

/** A thin bar that fills. */
export function ProgressBar({ label, share, paused = false }: ProgressBarProps) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={share === null ? 'progress-line w-full' : 'h-1.5 overflow-hidden rounded-full bg-surface-2'}
    >
      {percent !== undefined && (
        <div
          className={`h-full rounded-full transition-[width] duration-300 motion-reduce:transition-none ${paused ? 'bg-text-3' : 'bg-accent'}`}
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  );
}
