import { startTheme } from './start-theme.ts';
import type { Theme } from './theme.ts';
import { ThemeStarter } from './theme-starter.tsx';

interface ThemeScriptProps {
  /** The one of the page's policy, when it has one. */
  nonce: string | undefined;
  /** What is kept for the reader, when somebody is signed in. */
  preferred: Theme | undefined;
}

/** Sets the theme before the first paint, so that no page flashes in the other one. */
export function ThemeScript({ nonce, preferred }: ThemeScriptProps) {
  return (
    <>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, and a word of a fixed list
        dangerouslySetInnerHTML={{
          __html: `(${startTheme.toString()})(${preferred ? JSON.stringify(preferred) : ''})`,
        }}
      />
      <ThemeStarter />
    </>
  );
}
