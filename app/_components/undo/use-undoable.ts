import { useContext } from 'react';
import { UndoContext } from './undo-context.ts';

interface Change<Input> {
  /** Keeps it. */
  keep: (input: Input) => Promise<unknown>;
  /** Shows it before it is kept; what this gives shows again what was before. */
  show: (input: Input) => () => void;
}

/**
 * For changes that are seen at once and kept in the background. What cannot be kept is taken away again, and the error
 * thrown; what was kept can be undone for a while, when the sentence that says so and the way back are given.
 */
export function useUndoable<Input>({ keep, show }: Change<Input>) {
  const offer = useContext(UndoContext);
  return async function change(input: Input, back?: { text: string; input: Input }): Promise<void> {
    const takeAway = show(input);
    try {
      await keep(input);
    } catch (error) {
      takeAway();
      throw error;
    }
    if (back) offer({ text: back.text, undo: () => change(back.input) });
  };
}
