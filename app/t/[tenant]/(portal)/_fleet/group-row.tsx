import { formatNumber } from '#app/_components/format/format-number.ts';
import { Icon } from '#app/_components/icon.tsx';
import type { FleetLine } from './arrange-fleet.ts';
import { COLUMNS } from './fleet-columns.ts';
import { LINE_HEIGHT } from './fleet-row.tsx';

interface GroupRowProps {
  group: Extract<FleetLine, { kind: 'group' }>;
  index: number;
  onFold: (name: string, folded: boolean) => void;
}

/** The head of a group, which folds it. */
export function GroupRow({ group, index, onFold }: GroupRowProps) {
  const { name, folded, machines } = group;
  const online = machines.filter(({ status }) => status === 'online').length;
  const averages = machines.flatMap(({ cpuAvg }) => cpuAvg ?? []);
  const mean = averages.length === 0 ? null : averages.reduce((a, b) => a + b, 0) / averages.length;
  return (
    <tr aria-rowindex={index} style={{ height: LINE_HEIGHT }} className="bg-surface-2">
      <th scope="rowgroup" colSpan={COLUMNS.length} className="bg-surface-2 p-0! text-left">
        <button
          type="button"
          aria-expanded={!folded}
          className="sticky left-0 flex items-center gap-2 px-2 py-1.5 text-[13px] text-text"
          onClick={() => onFold(name, !folded)}
        >
          <span className={folded ? '-rotate-90' : ''}>
            <Icon name="chevron" />
          </span>
          {name}
          <span className="num font-normal text-text-2">
            {online} of {machines.length} online · CPU {formatNumber(mean)} % on average
          </span>
        </button>
      </th>
    </tr>
  );
}
