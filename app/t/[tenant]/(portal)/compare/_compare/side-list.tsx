import Link from 'next/link';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { Icon } from '#app/_components/icon.tsx';
import type { Side } from './sides.ts';

interface SideListProps {
  machines: readonly string[];
  sides: readonly Side[];
  names: Readonly<Record<string, string>>;
  /** None where there is nothing else to choose. */
  onRemove?: (machine: string) => void;
}

/** What is compared, each with its letter and colour, which are the same in every chart below. */
export function SideList({ machines, sides, names, onRemove }: SideListProps) {
  const twice = machines.length < sides.length;
  return (
    <ul aria-label="What is compared" className="contents">
      {sides.map(({ letter, machine, window, color }) => {
        const name = names[machine] ?? machine;
        return (
          <li
            key={letter}
            className="flex max-w-full min-w-0 items-center gap-2 rounded-lg border border-line bg-surface py-1 pr-1 pl-2.5 text-[13px]"
          >
            <i
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-xs"
              style={{ background: `var(${color})` }}
            />
            <b className="font-semibold">{letter}</b>
            <span className="min-w-0">
              <Link
                href={`/machines/${encodeURIComponent(machine)}?from=${iso(window.start)}&to=${iso(window.end)}`}
                prefetch={false}
                className="block truncate underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <span className="block text-xs text-text-2">
                <LocalRange start={new Date(window.start)} end={new Date(window.end)} />
              </span>
            </span>
            {!onRemove || (twice && letter !== 'A') ? (
              <span className="w-1.5" />
            ) : (
              <button
                type="button"
                className="grid size-7 shrink-0 place-content-center rounded-md text-text-2 hover:bg-surface-2 hover:text-text"
                aria-label={`Leave ${name} out`}
                onClick={() => onRemove(machine)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const iso = (time: number) => new Date(time).toISOString();
