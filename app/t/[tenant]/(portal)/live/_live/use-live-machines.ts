'use client';
import { useEffect, useMemo, useState } from 'react';

import { connectMachines } from './connect-machines.ts';
import type { LiveState } from './hold-stream.ts';
import { LiveClock } from './live-clock.ts';
import { LiveStore } from './live-store.ts';

interface Live {
  store: LiveStore;
  clock: LiveClock;
  state: LiveState;
}

/** Follows machines (internal ids) over one connection; when they change, those that stay go on where they were. */
export function useLiveMachines(machines: readonly string[], serverNow: number): Live {
  const [{ store, clock, cursors }] = useState(() => ({
    store: new LiveStore(),
    clock: new LiveClock(serverNow),
    cursors: new Map<string, string>(),
  }));
  const [state, setState] = useState<LiveState>('connecting');
  const ids = machines.join(' ');
  useEffect(() => {
    if (ids === '') return;
    return connectMachines({
      machines: ids.split(' '),
      cursors,
      onState: setState,
      onSamples: (machine, samples) => store.add(machine, samples),
    });
  }, [ids, cursors, store]);
  return useMemo(() => ({ store, clock, state }), [store, clock, state]);
}
