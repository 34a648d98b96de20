import { html } from '../html.ts';
import type { Tip } from './tip.ts';

/** Shows the titles inside drawings in our own box, at once; the browser's would come late and beside it. */
export function liftTitles(tip: Tip): void {
  const texts = new WeakMap<Element, string>();
  for (const title of document.querySelectorAll('figure svg title')) {
    const owner = title.parentElement;
    if (!owner) continue;
    texts.set(owner, title.textContent ?? '');
    title.remove();
  }
  document.addEventListener('pointermove', ({ target, clientX, clientY }) => {
    if (!(target instanceof Element) || !target.closest('figure svg')) return;
    const text = texts.get(target);
    if (text === undefined) return;
    tip.show(html`${text}`, clientX, clientY);
    target.addEventListener('pointerleave', tip.hide, { once: true });
  });
}
