import type { LiveSection } from './live-section.ts';

/** A finding's link goes to its section and marks the moment in all of the section's charts. */
export function linkFindings(sections: ReadonlyMap<string, LiveSection>): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-at]')) {
    const at = Date.parse(link.dataset.at ?? '');
    const section = sections.get(link.hash.slice(1));
    if (!section || Number.isNaN(at)) continue;
    link.addEventListener('click', () => section.pin(at));
  }
}
