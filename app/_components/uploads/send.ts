import type { Fault } from './answer-of.ts';

/** Where a chosen file stands, as far as this browser is concerned. */
export type SendState =
  | { name: 'ready' }
  /** Behind other files of this browser. */
  | { name: 'waiting' }
  | { name: 'sending'; loaded: number; rate: number | null }
  /** The next try is at `until`, Unix ms. */
  | { name: 'paused'; loaded: number; until: number; why: 'broken' | 'limited' }
  /** The portal has it: what comes of it, the portal says. */
  | { name: 'sent'; key: string }
  | { name: 'refused'; fault: Fault };

/** A file that was chosen on the page. */
export interface Send {
  /** A UUID; also the attempt by which the portal knows it again. */
  id: string;
  file: File;
  machine: string | null;
  counters: 'rate' | 'cumulative' | null;
  state: SendState;
}

/** Whether the file needs this page to stay open. */
export const isLeaving = ({ state }: Send): boolean =>
  state.name === 'waiting' || state.name === 'sending' || state.name === 'paused';
