import { Card } from '@tremor/react';
import { EmptyState } from '#app/_components/states/empty-state.tsx';

/** What B mostly is beside A. */
export const BEFORE = [
  ['same', 'just before'],
  ['24h', 'a day earlier'],
  ['7d', 'a week earlier'],
  ['28d', 'four weeks earlier'],
] as const;

interface StartHereProps {
  /** The one that has been chosen. */
  machine: string | null;
  /** Whether there are further ones to choose. */
  hasOthers: boolean;
  onBefore: (before: string) => void;
}

/** What is missing before anything can be compared. */
export function StartHere({ machine, hasOthers, onBefore }: StartHereProps) {
  return (
    <Card className="p-0" data-testid="start-here">
      {machine === null ? (
        <EmptyState title="Nothing to compare yet">
          <p>
            Choose two to six machines above to see them over the same time; or one, to see it before and
            after.
          </p>
        </EmptyState>
      ) : (
        <EmptyState title={`Compare ${machine} with what?`}>
          <p>
            {hasOthers
              ? 'Add another machine above, or look at the same machine at another time:'
              : 'There is no other machine yet. Look at this one at another time:'}
          </p>
          <p className="mt-4 flex flex-wrap justify-center gap-2.5">
            {BEFORE.map(([key, text]) => (
              <button key={key} type="button" className="btn" onClick={() => onBefore(key)}>
                {`${text.charAt(0).toUpperCase()}${text.slice(1)}`}
              </button>
            ))}
          </p>
        </EmptyState>
      )}
    </Card>
  );
}
