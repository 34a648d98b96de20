'use client';
import type { LiveState } from '../../../live/_live/hold-stream.ts';

const LOOK: Record<LiveState | 'quiet', { word: string; className: string }> = {
  connecting: { word: 'connecting', className: 'chip-mute' },
  live: { word: 'live', className: 'chip-good' },
  quiet: { word: 'waiting for samples', className: 'chip-mute' },
  reconnecting: { word: 'reconnecting', className: 'chip-watch' },
  ended: { word: 'signed out', className: 'chip-act' },
};

/** How the moving charts stand, in a word. */
export function LiveWord({ state, quiet }: { state: LiveState; quiet: boolean }) {
  const shown = state === 'live' && quiet ? 'quiet' : state;
  const { word, className } = LOOK[shown];
  return (
    <span role="status" data-testid="live-state" data-state={shown} className={`chip ${className}`}>
      {word}
    </span>
  );
}
