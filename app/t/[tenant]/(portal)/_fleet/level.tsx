import { formatNumber } from '#app/_components/format/format-number.ts';

interface LevelProps {
  percent: number | null;
  watch: number;
  act: number;
}

/** A percentage that says, in colour and in words, when it is high. */
export function Level({ percent, watch, act }: LevelProps) {
  if (percent === null) return <span className="text-text-2">–</span>;
  const text = `${formatNumber(percent)} %`;
  if (percent < watch) return text;
  const word = percent >= act ? 'very high' : 'high';
  return (
    <span className={`font-semibold ${percent >= act ? 'text-act' : 'text-watch'}`} title={word}>
      {text}
      <span className="sr-only"> ({word})</span>
    </span>
  );
}
