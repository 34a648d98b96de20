const DAY = 86_400;
/** What the busiest and the quietest hour of the day have of what was recorded. */
const [MOST, LEAST] = [1, 0.5];

/** How much of what was recorded there is at a time: a wave of 24 hours with its top at noon UTC. */
export const dayShare = (seconds: number): number =>
  LEAST + ((MOST - LEAST) * (1 - Math.cos((2 * Math.PI * seconds) / DAY))) / 2;
