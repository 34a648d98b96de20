import { THEME_SCRIPT } from './theme.ts';

/** The inline script that sets `data-theme` on <html>. `nonce` is the one of the page's policy, when it has one. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no input
      dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }}
    />
  );
}
