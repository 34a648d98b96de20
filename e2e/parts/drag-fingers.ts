import type { Page } from '@playwright/test';

/** A place in the window, px. */
type Place = readonly [x: number, y: number];

const STEPS = 8;

/** Puts fingers on the screen, moves each from one place to another at the same time, and takes them off. */
export async function dragFingers(page: Page, ...ways: readonly (readonly [Place, Place])[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = (share: number) =>
    ways.map(([[x, y], [toX, toY]], id) => ({ id, x: x + (toX - x) * share, y: y + (toY - y) * share }));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= STEPS; step += 1)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / STEPS) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}
