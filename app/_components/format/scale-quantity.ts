import type { Preferences } from '#server/accounts/preferences.ts';

/**
 * What a figure is, in its base unit: percent, bytes, bytes per second (`network_rate`: of an interface, shown in
 * bits when that is preferred), per second, milliseconds, or a count of something.
 */
export type Quantity =
  | 'percent'
  | 'bytes'
  | 'bytes_rate'
  | 'network_rate'
  | 'per_second'
  | 'milliseconds'
  | 'count';

/** A figure is divided by `per` and written before `unit` (may be empty). */
export interface UnitScale {
  unit: string;
  per: number;
}

export type UnitChoice = Pick<Preferences, 'bytes' | 'network'>;

const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** The unit in which `largest` (in the base unit) reads well; what stands beside it is written in the same. */
export function scaleQuantity(quantity: Quantity, largest: number | null, choice: UnitChoice): UnitScale {
  const top = Math.abs(largest ?? 0);
  switch (quantity) {
    case 'percent':
      return { unit: '%', per: 1 };
    case 'bytes':
      return bytesScale(top, choice.bytes, '');
    case 'bytes_rate':
      return bytesScale(top, choice.bytes, '/s');
    case 'network_rate': {
      if (choice.network === 'bytes') return bytesScale(top, choice.bytes, '/s');
      // Bits of a line are counted in thousands, whatever is chosen for bytes.
      const step = stepOf(top * 8, 1000);
      return { unit: `${DECIMAL[step]}bit/s`, per: 1000 ** step / 8 };
    }
    case 'per_second':
      return top >= 1e6
        ? { unit: 'M/s', per: 1e6 }
        : top >= 1e4
          ? { unit: 'k/s', per: 1e3 }
          : { unit: '/s', per: 1 };
    case 'milliseconds':
      return top >= 1e4 ? { unit: 's', per: 1e3 } : { unit: 'ms', per: 1 };
    case 'count':
      return { unit: '', per: 1 };
  }
}

function bytesScale(top: number, kind: Preferences['bytes'], suffix: string): UnitScale {
  const base = kind === 'binary' ? 1024 : 1000;
  const step = stepOf(top, base);
  return { unit: `${(kind === 'binary' ? BINARY : DECIMAL)[step]}B${suffix}`, per: base ** step };
}

function stepOf(top: number, base: number): number {
  let step = 0;
  while (step < DECIMAL.length - 1 && top >= base ** (step + 1)) step += 1;
  return step;
}
