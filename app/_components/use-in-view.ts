'use client';
import { type RefObject, useEffect, useState } from 'react';

/** So far ahead of the edge of the screen, work begins. */
const AHEAD = '300px';

/** Whether the element is or has been (almost) on the screen. */
export function useInView(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !element.current) return;
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: AHEAD },
    );
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, seen]);
  return seen;
}
