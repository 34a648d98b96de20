import { type BrowserContext, test as base } from '@playwright/test';

export const { expect } = base;

/** What the pages of the running test have complained of, and what of that the test is about. */
let errors: string[] = [];
let allowed: RegExp[] = [];

/** Lets pages of the running test say what matches; `text (address)` is compared. */
export function allowErrors(...patterns: RegExp[]): void {
  allowed.push(...patterns);
}

function watch(context: BrowserContext): void {
  context.on('weberror', (thrown) => {
    errors.push(`${thrown.error().message} (${thrown.page()?.url()})`);
  });
  context.on('console', (said) => {
    const text = said.text();
    // React tells of pages that differ from what the server sent as errors, or in development as warnings.
    if (said.type() === 'error' || (said.type() === 'warning' && /hydrat/i.test(text)))
      errors.push(`${text} (${said.location().url || said.page()?.url()})`);
  });
}

/**
 * Playwright's test, which fails besides when any page of any of its contexts throws, writes an error to the console, or
 * becomes another one than the server sent.
 */
export const test = base.extend<{ noErrors: undefined }, { watched: undefined }>({
  watched: [
    async ({ browser }, use) => {
      for (const context of browser.contexts()) watch(context);
      browser.on('context', watch);
      await use(undefined);
      browser.off('context', watch);
    },
    { scope: 'worker', auto: true },
  ],
  noErrors: [
    async ({ browser }, use) => {
      errors = [];
      allowed = [];
      await use(undefined);
      const unexpected = errors.filter((error) => !allowed.some((pattern) => pattern.test(error)));
      // Pages that a test leaves open would go on asking, and what they then say would be the next test's.
      for (const context of browser.contexts()) await context.close();
      base.expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
});
