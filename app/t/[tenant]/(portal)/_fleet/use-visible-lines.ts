'use client';
import { type RefObject, useEffect, useState } from 'react';

/** So many more than fit, above and below: scrolling does not show them missing. */
const SPARE = 12;
/** Before the box is measured, and on the server. */
const AT_FIRST = 40;

/** Which of `count` lines of the same height are (almost) in sight of a box that scrolls: [first, end). */
export function useVisibleLines(
  box: RefObject<HTMLElement | null>,
  count: number,
  lineHeight: number,
): { first: number; end: number } {
  const [range, setRange] = useState({ first: 0, end: AT_FIRST });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / lineHeight) - SPARE);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / lineHeight) + SPARE;
      // In steps, so that not every pixel draws the table again.
      const next = { first: first - (first % 8), end: end + 8 - (end % 8) };
      setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const size = new ResizeObserver(measure);
    size.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      size.disconnect();
    };
  }, [box, lineHeight]);
  return { first: Math.min(range.first, Math.max(0, count - 1)), end: Math.min(range.end, count) };
}
