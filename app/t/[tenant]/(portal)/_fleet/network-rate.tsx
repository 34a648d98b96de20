'use client';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { scaleQuantity } from '#app/_components/format/scale-quantity.ts';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';

/** Bytes per second over the network, in the unit that the reader prefers. */
export function NetworkRate({ bytes }: { bytes: number | null }) {
  const { preferences } = usePreferences();
  if (bytes === null) return <span className="text-text-2">–</span>;
  const { unit, per } = scaleQuantity('network_rate', bytes, preferences);
  return (
    <>
      {formatNumber(bytes / per)} <small className="text-[11px] text-text-2">{unit}</small>
    </>
  );
}
