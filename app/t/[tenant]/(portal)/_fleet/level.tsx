import { formatNumber } from '#app/_components/format/format-number.ts';

interface LevelProps {
  percent: number | null;
  watch: number;
  act: number;
  /** The highest single value, said when pointed at. */
  peak?: number | null;
}

/** A percentage, without its sign, that says in colour and in words when it is high. */
export function Level({ percent, watch, act, peak = null }: LevelProps) {
  if (percent === null) return <span className="text-text-2">–</span>;
  const word = percent >= act ? 'very high' : percent >= watch ? 'high' : '';
  const title = [word, peak === null ? '' : `highest sample ${formatNumber(peak)} %`]
    .filter(Boolean)
    .join(', ');
  return (
    <span
      className={word && `font-semibold ${percent >= act ? 'text-act' : 'text-watch'}`}
      title={title || undefined}
    >
      {formatNumber(percent)}
      {word && <span className="sr-only"> ({word})</span>}
    </span>
  );
}
