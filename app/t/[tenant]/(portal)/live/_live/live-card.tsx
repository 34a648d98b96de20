import { Card } from '@tremor/react';
import Link from 'next/link';
import { StateChip } from '#app/_components/tables/state-chip.tsx';
import type { MachineView } from '#app/_trpc/outputs.ts';
import { LiveChart } from './live-chart.tsx';
import type { LiveClock } from './live-clock.ts';
import type { LiveMetric } from './live-metrics.ts';
import type { LiveStore } from './live-store.ts';

interface LiveCardProps {
  machine: MachineView;
  metrics: readonly LiveMetric[];
  store: LiveStore;
  clock: LiveClock;
}

/** A machine's chosen metrics. */
export function LiveCard({ machine, metrics, store, clock }: LiveCardProps) {
  const name = machine.display_name ?? machine.machine_id;
  return (
    <li data-testid="live-card" className="min-w-0">
      <Card className="h-full space-y-2 px-3.5 py-3">
        <h2 className="flex items-center gap-2 text-[13.5px] font-semibold">
          <Link
            prefetch={false}
            href={`/machines/${encodeURIComponent(machine.machine_id)}`}
            className="min-w-0 truncate underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          {machine.status !== 'online' && <StateChip state={machine.status} />}
          {machine.interval_seconds !== null && (
            <span className="num ml-auto shrink-0 text-xs font-normal text-text-2">
              every {Number(machine.interval_seconds.toPrecision(2))} s
            </span>
          )}
        </h2>
        {metrics.map((metric) => (
          <LiveChart
            key={metric}
            store={store}
            clock={clock}
            machine={machine.id}
            name={name}
            metric={metric}
          />
        ))}
      </Card>
    </li>
  );
}
