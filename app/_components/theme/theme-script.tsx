import { startTheme } from './start-theme.ts';
import { ThemeStarter } from './theme-starter.tsx';

/**
 * Sets the theme before the first paint, so that no page flashes in the other one. `nonce` is the one of the page's
 * policy, when it has one.
 */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, no input
        dangerouslySetInnerHTML={{ __html: `(${startTheme.toString()})()` }}
      />
      <ThemeStarter />
    </>
  );
}
