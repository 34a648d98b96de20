import { createContext } from 'react';

/** A change that was made, in a sentence, and how it is taken back. */
export interface Undoable {
  text: string;
  undo: () => Promise<unknown>;
}

/** Offers to take a change back; the newest offer replaces the one before. */
export const UndoContext = createContext<(change: Undoable) => void>(() => {});
