'use client';
import { useEffect, useState } from 'react';
import type { LiveState } from '../../../live/_live/hold-stream.ts';
import { appendLive, type LiveRow } from './append-live.ts';
import { connectLive } from './connect-live.ts';

const NONE: readonly LiveRow[] = [];

/**
 * The samples that arrived since the page opened, as far back as `width` ms, and how the connection stands.
 * With `enabled` false there is no connection and the state is null.
 */
export function useLiveRows(
  machine: string,
  width: number,
  enabled: boolean,
): { rows: readonly LiveRow[]; state: LiveState | null } {
  const [rows, setRows] = useState<readonly LiveRow[]>(NONE);
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    if (!enabled) return;
    setRows(NONE);
    return connectLive({
      machine,
      onState: setState,
      onSamples: (samples) =>
        setRows((before) => {
          const newest = Math.max(before.at(-1)?.time ?? 0, ...samples.time);
          return appendLive(before, samples, newest - width);
        }),
    });
  }, [machine, width, enabled]);
  return { rows: enabled ? rows : NONE, state: enabled ? state : null };
}
