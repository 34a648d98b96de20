import { processWide } from '#server/process-wide.ts';
import { limiter } from './limiter.ts';
import type { Budget } from './traffic.ts';

/** How a caller stands after a call. */
export interface Standing {
  limit: number;
  /** Calls that are left in the window, as far as this process knows. */
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
  refused: boolean;
}

/** What this process has of a caller's points in the present window. */
interface Lease {
  /** Unix ms, when the window ends. */
  ends: number;
  taken: number;
  /** Up to here it may take without asking. */
  granted: number;
  /** What the common counter knows of `taken`. */
  told: number;
  /** All that the common counter has given to any process. */
  common: number;
  /** There is no more to be had. */
  spent: boolean;
  asking: Promise<void> | null;
}

/** What a process has, by caller. */
export type Leases = Map<string, Lease>;

const ownLeases = () => processWide('rateLeases', (): Leases => new Map());

/**
 * Takes one of a caller's points, of which all web processes have `budget.points` together per window. A process
 * lets the first share of a window pass by itself and then takes further shares from a counter in PostgreSQL, what it
 * let pass included: slow callers cost no round trip, fast ones one per share. So the limit is exact but for the
 * first share of each further process.
 *
 * @param name the caller and what is counted: at most 200 characters
 */
export async function takePoint(name: string, budget: Budget, leases = ownLeases()): Promise<Standing> {
  let lease = leaseOf(leases, name, budget);
  while (lease.taken >= lease.granted && !lease.spent) {
    const asked = lease;
    asked.asking ??= ask(name, budget, asked).finally(() => {
      asked.asking = null;
    });
    await asked.asking;
    lease = leaseOf(leases, name, budget);
  }
  const refused = lease.taken >= lease.granted;
  if (!refused) lease.taken++;
  const elsewhere = Math.max(0, lease.common - lease.told);
  return {
    limit: budget.points,
    remaining: refused ? 0 : Math.max(0, budget.points - elsewhere - lease.taken),
    resetSeconds: Math.max(1, Math.ceil((lease.ends - Date.now()) / 1000)),
    refused,
  };
}

const shareOf = ({ points, share }: Budget): number => Math.max(1, Math.ceil(points * share));

function leaseOf(leases: Leases, name: string, budget: Budget): Lease {
  const now = Date.now();
  const known = leases.get(name);
  if (known && known.ends > now) return known;
  leases.delete(name);
  forgetEnded(leases, now);
  const lease = {
    ends: now + budget.seconds * 1000,
    taken: 0,
    granted: Math.min(budget.points, shareOf(budget)),
    told: 0,
    common: 0,
    spent: false,
    asking: null,
  };
  leases.set(name, lease);
  return lease;
}

/** The oldest are first; a few at each new one keep the map as small as the callers of a window. */
function forgetEnded(leases: Leases, now: number): void {
  let looked = 0;
  for (const [name, { ends }] of leases) {
    if (ends > now || looked++ === 8) return;
    leases.delete(name);
  }
}

/** Tells the common counter what was let pass, and takes another share of what is left. */
async function ask(name: string, budget: Budget, lease: Lease): Promise<void> {
  const share = shareOf(budget);
  const owed = lease.taken - lease.told;
  // `penalty` counts and never refuses: what is above the limit is ours to judge.
  const { consumedPoints, msBeforeNext } = await limiter(
    `${budget.seconds}s`,
    budget.points,
    budget.seconds,
  ).penalty(name, owed + share, {
    // A window begins with its first call, not where it is first asked about: it would be longer than it says, and
    // who calls steadily, within the limit, would be refused at its end. In whole seconds, rather too few.
    customDuration: Math.max(1, Math.floor((lease.ends - Date.now()) / 1000)),
  });
  const given = Math.max(0, Math.min(share, budget.points - (consumedPoints - share)));
  lease.granted = lease.taken + given;
  lease.told = lease.granted;
  lease.common = Math.min(consumedPoints, budget.points);
  lease.spent = given < share;
  lease.ends = Date.now() + msBeforeNext;
}
