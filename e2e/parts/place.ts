/** Where one of the suite's portals is. */
export interface Place {
  dataDir: string;
  port: number;
  /** Nothing is there until oidc.spec.ts starts it. */
  oidcPort: number;
}

const VARIABLE = 'E2E_PLACES';

/** Tells the workers that are started from now on where the portals are. */
export function keepPlaces(places: readonly Place[]): void {
  process.env[VARIABLE] = JSON.stringify(places);
}

/** The portal of this worker: each has its own, so that what one test changes is no other test's surprise. */
export function place(): Place {
  const places: Place[] = JSON.parse(process.env[VARIABLE] ?? '[]');
  const own = places[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!own) throw new Error('start-portals.ts has started no portal for this worker');
  return own;
}
