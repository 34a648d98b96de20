import { nearestName } from './configuration/nearest-name.ts';
import { byName } from './model/by-name.ts';
import type { ReportOptions } from './report-options.ts';

/** Kinds of devices of which one can be chosen to be shown first, and how that is told. */
export const CHOSEN_KINDS = ['disk', 'net'] as const;
export type ChosenKind = (typeof CHOSEN_KINDS)[number];

const WORDS: Record<ChosenKind, { option: 'storageDevice' | 'networkInterface'; key: string; what: string }> =
  {
    disk: { option: 'storageDevice', key: 'storage_device', what: 'disk' },
    net: { option: 'networkInterface', key: 'network_interface', what: 'network interface' },
  };
/** A host may have hundreds of devices. */
const MOST_NAMES = 20;

/** Whether options name a device, so that it is worth asking which there are. */
export const namesDevice = (options: ReportOptions): boolean =>
  CHOSEN_KINDS.some((kind) => options[WORDS[kind].option] !== undefined);

/**
 * A sentence for each device that options name and the samples do not have: its report shows the busiest first.
 * @param known the devices there are, by kind; of a kind without any nothing is said
 */
export function missingDevices(
  options: ReportOptions,
  known: Readonly<Record<ChosenKind, readonly string[]>>,
): string[] {
  return CHOSEN_KINDS.flatMap((kind) => {
    const { option, key, what } = WORDS[kind];
    const wanted = options[option];
    const names = known[kind].toSorted(byName);
    if (wanted === undefined || names.length === 0 || names.includes(wanted)) return [];
    const near = nearestName(wanted, names);
    const list = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
    return [
      `${key}: there is no ${what} "${wanted}"${near === null ? '' : `; did you mean ${near}`}. The busiest is shown first. There are: ${list}.`,
    ];
  });
}
