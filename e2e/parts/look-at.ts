import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** A theme and a width in pixels. */
export type Pair = readonly ['light' | 'dark', 1440 | 390];

/** The first two have each theme and each width. */
export const PAIRS: readonly Pair[] = [
  ['light', 1440],
  ['dark', 390],
  ['dark', 1440],
  ['light', 390],
];
/** How many pairs it takes for that. */
export const EACH_ONCE = 2;

/**
 * Looks at an open page in pairs of theme and width: nothing wider than the screen, and a picture of each in
 * test-results/look. Barriers, as axe knows them, take seconds to look for: they are sought in the first two pairs, or in
 * all of them. The pages follow both as they change, so that one load is enough.
 */
export async function lookAt(
  page: Page,
  name: string,
  { pairs = PAIRS, barriers = EACH_ONCE }: { pairs?: readonly Pair[]; barriers?: number } = {},
): Promise<void> {
  for (const [index, [theme, width]] of pairs.entries()) {
    const which = `${name}, ${theme}, ${width} px`;
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    await settle(page);
    if (index < barriers) {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${which}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, which).toBeLessThanOrEqual(0);
    await page.evaluate(() => window.scrollTo(0, 0));
    const path = `test-results/look/${name.replaceAll('/', '-')}-${theme}-${width}.png`;
    await page.screenshot({ path, fullPage: true });
  }
}

/** Charts are drawn anew a frame after a change, and colours fade over: half a fade has no contrast. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let n = 0; n < 2; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const fades = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(fades.map(({ finished }) => finished));
  });
}
