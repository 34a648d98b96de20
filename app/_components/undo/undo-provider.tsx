'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from '../icon.tsx';
import { type Undoable, UndoContext } from './undo-context.ts';

/** So long an offer stands, ms; as long as it is pointed at or has the focus, it stays. */
const STANDS_MS = 12_000;

/** What stands at the foot of the window: an offer, what came of it, or what went wrong with it. */
type Offer = (Undoable & { said?: undefined }) | { text: string; said: 'done' | 'fault' };

/** Keeps the newest offer to take a change back at the foot of the window, on all pages below. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (offer === null || held) return;
    const timer = setTimeout(() => setOffer(null), STANDS_MS);
    return () => clearTimeout(timer);
  }, [offer, held]);
  const close = () => {
    setOffer(null);
    setHeld(false);
  };
  const takeBack = async ({ undo }: Undoable) => {
    try {
      await undo();
      setOffer({ text: 'Undone.', said: 'done' });
    } catch (error) {
      const why = error instanceof Error ? error.message : 'Try again.';
      setOffer({ text: `It could not be undone. ${why}`, said: 'fault' });
    }
  };
  return (
    <UndoContext value={setOffer}>
      {children}
      <div className="pointer-events-none fixed inset-x-3 bottom-4 z-40 flex justify-center print:hidden">
        <div aria-live="polite">
          {offer && (
            // biome-ignore lint/a11y/noStaticElementInteractions: what is looked at does not go away
            <div
              className="pointer-events-auto flex items-center gap-3 rounded-card border border-line bg-surface py-2 pr-2 pl-4 text-[13.5px] shadow-lg dark:shadow-none"
              onPointerEnter={() => setHeld(true)}
              onPointerLeave={() => setHeld(false)}
              onFocus={() => setHeld(true)}
              onBlur={() => setHeld(false)}
            >
              <span className={offer.said === 'fault' ? 'text-act' : ''}>{offer.text}</span>
              {offer.said === undefined && (
                <button type="button" className="btn" onClick={() => void takeBack(offer)}>
                  Undo
                </button>
              )}
              <button
                type="button"
                aria-label="Close"
                className="grid size-7 place-items-center rounded-md text-text-2 hover:bg-surface-2 hover:text-text"
                onClick={close}
              >
                <Icon name="close" />
              </button>
            </div>
          )}
        </div>
      </div>
    </UndoContext>
  );
}
