import { VERSION } from '../cli/version.ts';

/** How pcctl names itself to portals. */
export const USER_AGENT = `pcctl/${VERSION}`;
