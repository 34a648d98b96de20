import type { Page } from '@playwright/test';

/** Collects what the page's policy (CSP) refuses, from now on and on every page that is opened. */
export async function watchPolicy(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction('notePolicy', (what: string) => refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const { notePolicy } = window as unknown as { notePolicy: (what: string) => void };
      notePolicy(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return refused;
}
