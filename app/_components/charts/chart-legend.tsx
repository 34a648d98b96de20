'use client';
import type { CSSProperties } from 'react';

interface ChartLegendProps {
  /** What is toggled: "CPU". */
  of: string;
  items: readonly { key: string; label: string; color: string }[];
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/** Names the colours of a panel; each name is a button that hides and shows its layer. */
export function ChartLegend({ of, items, hidden, onToggle }: ChartLegendProps) {
  return (
    <fieldset className="chart-legend -mr-1 ml-auto flex min-w-0 flex-wrap justify-end gap-x-1.5">
      <legend className="sr-only">Shown in {of}</legend>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          aria-pressed={!hidden.has(item.key)}
          onClick={() => onToggle(item.key)}
        >
          <i style={{ '--swatch': `var(${item.color})` } as CSSProperties} />
          {item.label}
        </button>
      ))}
    </fieldset>
  );
}
