import { allowErrors, test } from './parts/test.ts';

const SAYS = '<script>console.error("something is wrong")</script>';
const THROWS = '<script>throw new Error("something is wrong")</script>';

test.fail('a test fails when its page writes an error to the console', async ({ page }) => {
  await page.setContent(SAYS);
});

test.fail('a test fails when its page throws', async ({ page }) => {
  await page.setContent(THROWS);
});

test.fail('a test fails when a page of another context throws', async ({ browser }) => {
  const context = await browser.newContext();
  await (await context.newPage()).setContent(THROWS);
  await context.close();
});

test('what a test is about does not fail it', async ({ page }) => {
  allowErrors(/^something is wrong \(/);
  await page.setContent(SAYS + THROWS);
});
