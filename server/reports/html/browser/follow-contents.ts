const NARROW = '(max-width: 960px)';

/** Marks the section in view in the table of contents, and folds the contents away on narrow screens. */
export function followContents(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')];
  const sections = [...document.querySelectorAll<HTMLElement>('main > section')];
  const mark = (): void => {
    const isEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = sections.findLast((section) => section.getBoundingClientRect().top <= innerHeight * 0.3);
    const current = (isEnd && scrollY > 0 ? sections.at(-1) : passed) ?? sections[0];
    for (const link of links) {
      const isCurrent = link.hash === `#${current?.id}`;
      if (!isCurrent) link.removeAttribute('aria-current');
      else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'true');
        keepInView(link);
      }
    }
  };
  let isWaiting = false;
  addEventListener(
    'scroll',
    () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();

  const details = document.querySelector<HTMLDetailsElement>('.contents details');
  const narrow = matchMedia(NARROW);
  const fold = (): void => {
    if (details) details.open = !narrow.matches;
  };
  narrow.addEventListener('change', fold);
  fold();
  details?.addEventListener('click', ({ target }) => {
    if (narrow.matches && target instanceof HTMLAnchorElement) details.open = false;
  });
}

/** Only within the list itself: scrollIntoView would stop the page's own scrolling. */
function keepInView(link: HTMLElement): void {
  const box = link.closest('aside');
  if (!box || matchMedia(NARROW).matches) return;
  const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.height / 2;
}
