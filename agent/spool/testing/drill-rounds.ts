/** How many rounds a drill has: `usual`, few enough for every run, or what DRILL_ROUNDS says. */
export function drillRounds(usual: number, environment: NodeJS.ProcessEnv): number {
  const asked = Number(environment.DRILL_ROUNDS);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : usual;
}
