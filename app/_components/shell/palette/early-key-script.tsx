import { headers } from 'next/headers';
import { hearEarlyKey } from './hear-early-key.ts';
import { isPaletteKey } from './is-palette-key.ts';

/** Hears the palette's keys from the first paint on: who is quick does not have to press them twice. */
export async function EarlyKeyScript() {
  return (
    <script
      nonce={(await headers()).get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: two functions of ours
      dangerouslySetInnerHTML={{ __html: `(${hearEarlyKey.toString()})(${isPaletteKey.toString()})` }}
    />
  );
}
