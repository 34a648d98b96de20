'use client';
import { DonutChart } from '@tremor/react';
import type { MemoryParts } from './memory-parts.ts';

interface MemoryDonutProps {
  parts: MemoryParts['parts'];
  /** Stands in its middle. */
  label: string;
}

/** The parts as a ring. It weighs more than all other charts together: only for import() where it is shown. */
export function MemoryDonut({ parts, label }: MemoryDonutProps) {
  return (
    // The list beside it says the same; nothing in the ring is for keys or to be read out.
    <div inert>
      <DonutChart
        data={parts}
        index="label"
        category="bytes"
        // Their classes are named in globals.css.
        colors={parts.map(({ color }) => `var(${color})`)}
        label={label}
        showTooltip={false}
        className="num h-32 w-32 text-[13px] font-semibold"
      />
    </div>
  );
}
