import type { Markup } from '../html.ts';

/** The one box that follows the pointer. */
export interface Tip {
  show: (content: Markup, x: number, y: number) => void;
  hide: () => void;
}

const DISTANCE = 14;

/** Makes the box, at the end of the body. It is for eyes: others get the words of the charts. */
export function makeTip(): Tip {
  const box = document.createElement('div');
  box.className = 'tip';
  box.hidden = true;
  box.setAttribute('aria-hidden', 'true');
  document.body.append(box);
  addEventListener('scroll', () => (box.hidden = true), { passive: true });
  return {
    show: (content, x, y) => {
      box.innerHTML = content.text;
      box.hidden = false;
      const { width, height } = box.getBoundingClientRect();
      const left = x + DISTANCE + width > innerWidth ? x - DISTANCE - width : x + DISTANCE;
      const top = Math.min(y + DISTANCE, innerHeight - height - 4);
      box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    },
    hide: () => {
      box.hidden = true;
    },
  };
}
