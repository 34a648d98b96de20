import type { IconName } from '../../icon.tsx';

/** Something that the palette leads to or does. */
export interface PaletteEntry {
  id: string;
  group: 'Machines' | 'Pages' | 'Actions';
  label: string;
  icon: IconName;
  /** Beside the label, less important. */
  hint?: string;
  /** Found by these words as well. */
  words?: string;
  run: () => void;
}
