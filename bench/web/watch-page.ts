/** What watchPage keeps in the page, all in ms of its performance.now(). */
export interface Watched {
  /** Largest contentful paint so far. */
  lcp: number;
  /** Resolves a frame after `isDone` holds, with the moment; rejects when it does not for a minute. */
  until: (isDone: () => boolean) => Promise<number>;
  /** Whether there are at least `count` charts on the screen, all drawn with points. */
  drawn: (count: number, most?: number) => boolean;
  /** Whether React has taken an element over, so that it answers. */
  alive: (selector: string, count: number) => boolean;
}

/**
 * Runs in each page before anything of its own. Charts are found as `[role=application][data-points]`, the mark that
 * every chart of the portal carries; a drawn one has points and a canvas.
 */
export function watchPage(): void {
  const watched: Watched = {
    lcp: 0,
    until: (isDone) =>
      new Promise((resolve, reject) => {
        const deadline = performance.now() + 60_000;
        const look = () => {
          if (!isDone() && performance.now() > deadline)
            reject(new Error(`Not within a minute on ${location.href}: ${isDone}`));
          else if (!isDone()) requestAnimationFrame(look);
          // What was found is on the screen with the next frame.
          else requestAnimationFrame(() => resolve(performance.now()));
        };
        look();
      }),
    drawn: (count, most = Number.POSITIVE_INFINITY) => {
      const charts = [...document.querySelectorAll<HTMLElement>('[role=application][data-points]')];
      return (
        charts.length >= count &&
        charts.every((chart) => {
          const points = Number(chart.dataset.points);
          return points > 0 && points <= most && chart.querySelector('canvas') !== null;
        })
      );
    },
    alive: (selector, count) => {
      const found = [...document.querySelectorAll(selector)];
      return (
        found.length >= count &&
        found.every((element) => Object.keys(element).some((key) => key.startsWith('__reactFiber')))
      );
    },
  };
  (globalThis as unknown as { bench: Watched }).bench = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}
