'use client';
import { Card } from '@tremor/react';
import { useRef } from 'react';
import type { FleetLine } from './arrange-fleet.ts';
import { COLUMNS, TABLE_WIDTH } from './fleet-columns.ts';
import { FleetHead } from './fleet-head.tsx';
import { FleetRow, LINE_HEIGHT } from './fleet-row.tsx';
import type { FleetSearch } from './fleet-search.ts';
import { GroupRow } from './group-row.tsx';
import { useVisibleLines } from './use-visible-lines.ts';

interface FleetTableProps {
  lines: readonly FleetLine[];
  search: FleetSearch;
  change: (part: Partial<FleetSearch>) => void;
  now: number;
  span: string;
}

const HEAD_ROWS = 2;

/** One line per machine. Only those in sight are made, so that a thousand scroll as smoothly as ten. */
export function FleetTable({ lines, search, change, now, span }: FleetTableProps) {
  const box = useRef<HTMLElement>(null);
  const { first, end } = useVisibleLines(box, lines.length, LINE_HEIGHT);
  const fold = (name: string, folded: boolean) =>
    change({
      folded: folded ? [...search.folded, name] : search.folded.filter((other) => other !== name),
    });
  return (
    <Card className="overflow-hidden p-0">
      <section
        ref={box}
        aria-label="Machines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
        tabIndex={0}
        data-testid="fleet-box"
        className="max-h-[max(420px,calc(100dvh-140px))] overflow-auto outline-offset-[-2px] [overflow-anchor:none]"
      >
        <table
          aria-rowcount={lines.length + HEAD_ROWS}
          className="data-table w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth: TABLE_WIDTH }}
        >
          <colgroup>
            {COLUMNS.map(({ label, of, width }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
              <col key={`${of} ${label} ${index}`} style={{ width }} />
            ))}
          </colgroup>
          <FleetHead search={search} onSort={(sort, descending) => change({ sort, descending })} />
          <tbody>
            <Space lines={first} />
            {lines
              .slice(first, end)
              .map((line, offset) =>
                line.kind === 'group' ? (
                  <GroupRow
                    key={`group ${line.name}`}
                    group={line}
                    index={first + offset + HEAD_ROWS + 1}
                    onFold={fold}
                  />
                ) : (
                  <FleetRow
                    key={line.machine.id}
                    machine={line.machine}
                    index={first + offset + HEAD_ROWS + 1}
                    now={now}
                    span={span}
                  />
                ),
              )}
            <Space lines={lines.length - end} />
          </tbody>
        </table>
      </section>
    </Card>
  );
}

/** The room of lines that are not in sight. */
function Space({ lines }: { lines: number }) {
  if (lines <= 0) return null;
  return (
    <tr style={{ height: lines * LINE_HEIGHT }}>
      <td colSpan={COLUMNS.length} className="border-0! p-0!" />
    </tr>
  );
}
